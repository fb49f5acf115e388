import type { ExecutionModel } from '../../backtest/execution.ts';
import type { Config } from '../../config/schema.ts';
import { usageError } from '../../core/errors.ts';
import type { AssetClass } from '../../core/instrument.ts';
import type { BacktestExecution } from '../schemas/backtest.ts';
import { parseAmount, parseShare, ppb, ppm } from './shares.ts';
import { parseSizing, sizingText } from './sizing.ts';

type Maybe<T> = T | undefined;

/** The flags of the execution as typed. */
export interface ExecutionFlags {
  readonly cash?: Maybe<string>;
  readonly 'fee-rate'?: Maybe<string>;
  readonly 'maker-fee-rate'?: Maybe<string>;
  readonly 'fee-in'?: Maybe<string>;
  readonly spread?: Maybe<string>;
  readonly 'spread-on'?: Maybe<string>;
  readonly 'slippage-bps'?: Maybe<string>;
  readonly fill?: Maybe<string>;
  readonly side?: Maybe<string>;
  readonly sizing?: Maybe<string>;
  readonly unit?: Maybe<string>;
  readonly 'volume-cap'?: Maybe<string>;
  readonly 'close-at-end'?: Maybe<string>;
  readonly 'stop-loss'?: Maybe<string>;
  readonly 'take-profit'?: Maybe<string>;
  readonly 'trailing-stop'?: Maybe<string>;
  readonly 'max-bars'?: Maybe<number>;
  readonly 'entry-trigger'?: Maybe<string>;
  readonly stops?: Maybe<string>;
}

/** What the defaults depend on. */
export interface ExecutionSetting {
  readonly config: Config;
  readonly assetClasses: readonly AssetClass[];
  /** Whether the strategy is one that HIVE trades with: its limits are then the default size. */
  readonly isHives: boolean;
}

export interface Execution {
  readonly model: ExecutionModel;
  readonly startingCents: number;
}

/** Market orders on Alpaca's coins fill about this much worse than the quote that was seen. */
const DEFAULT_SLIPPAGE_BPS = '2';
const MOST_CASH = 10_000_000_000;

/**
 * The execution of a backtest: costs of the asset class unless told otherwise, never zero by default.
 * @throws HiveError (usage) on values that are none and on flags that contradict each other.
 */
export function executionOf(flags: ExecutionFlags, setting: ExecutionSetting): Execution {
  const { config } = setting;
  const sizing = parseSizing(flags.sizing ?? (setting.isHives ? 'hive' : 'all-in'));
  const cash = parseAmount(flags.cash ?? String(config.trading.startingCashUsd), {
    flag: 'cash',
    min: 1,
    max: MOST_CASH,
  });
  const model: ExecutionModel = {
    fill: word(flags.fill, ['next-open', 'signal-close']),
    ...costs(flags, setting, sizing.kind === 'hive'),
    volume: { capPpm: optional(flags['volume-cap'], text => ppm(positive('volume-cap', text, 1))) },
    exits: exits(flags),
    entry: { triggerPpb: optional(flags['entry-trigger'], text => ppb(positive('entry-trigger', text, 1))) },
    side: word(flags.side, ['long-only', 'long-short']),
    sizing,
    unitNanos: unitNanos(flags.unit ?? '1e-9'),
    closeAtEnd: word(flags['close-at-end'], ['last-close', 'last-open', 'keep']),
  };
  refuseContradictions(model, flags['fee-in']);
  return { model, startingCents: Math.round(cash * 100) };
}

const optional = <T>(text: Maybe<string>, parse: (text: string) => T): T | null =>
  text === undefined ? null : parse(text);

/** The flag's options were checked where it was read; the first word is the default. */
function word<Word extends string>(text: Maybe<string>, words: readonly [Word, ...Word[]]): Word {
  return words.find(known => known === text) ?? words[0];
}

function positive(flag: string, text: string, max: number): number {
  const share = parseShare(text, { flag, max });
  if (ppb(share) > 0) return share;
  throw usageError({
    code: 'USAGE',
    message: `--${flag} "${text}" is zero.`,
    next: `Leave --${flag} out, or write a share above 0.`,
  });
}

function costs(flags: ExecutionFlags, { config, assetClasses }: ExecutionSetting, isHive: boolean) {
  const kinds = [...new Set(assetClasses)];
  if (kinds.length > 1 && (flags['fee-rate'] === undefined || flags.spread === undefined)) {
    throw usageError({
      code: 'MIXED_CLASSES',
      message: 'Coins and stocks have different costs.',
      next: 'Say which to use for all with --fee-rate and --spread, or test them apart.',
    });
  }
  const isCrypto = kinds.includes('crypto');
  const { cryptoFeeRate, cryptoSpreadBps, stockFeeRate, stockSpreadBps } = config.costs;
  const fee = flags['fee-rate'] ?? String(isCrypto ? cryptoFeeRate : stockFeeRate);
  const spread = flags.spread ?? `${isCrypto ? cryptoSpreadBps : stockSpreadBps}bps`;
  const slippage = flags['slippage-bps'] ?? DEFAULT_SLIPPAGE_BPS;
  return {
    fees: {
      takerPpm: ppm(parseShare(fee, { flag: 'fee-rate', max: 0.1 })),
      makerPpm: optional(flags['maker-fee-rate'], text =>
        ppm(parseShare(text, { flag: 'maker-fee-rate', max: 0.1 })),
      ),
      takenIn: word(flags['fee-in'], isCrypto || isHive ? ['asset', 'cash'] : ['cash', 'asset']),
    },
    spread: {
      ppm: ppm(parseShare(spread, { flag: 'spread', max: 0.5 })),
      on: word(flags['spread-on'], ['both', 'entry']),
    },
    slippage: { ppm: Math.round(parseAmount(slippage, { flag: 'slippage-bps', min: 0, max: 5_000 }) * 100) },
  };
}

const exits = (flags: ExecutionFlags): ExecutionModel['exits'] => ({
  stopLossPpb: optional(flags['stop-loss'], text => ppb(positive('stop-loss', text, 1))),
  takeProfitPpb: optional(flags['take-profit'], text => ppb(positive('take-profit', text, 100))),
  trailingStopPpb: optional(flags['trailing-stop'], text => ppb(positive('trailing-stop', text, 1))),
  maxBars: flags['max-bars'] ?? null,
  inside: flags.stops !== 'at-open',
});

function unitNanos(text: string): number {
  const nanos = Math.round(parseAmount(text, { flag: 'unit', min: 1e-9, max: 1_000_000 }) * 1e9);
  if (Math.abs(nanos - Number(text) * 1e9) < 1e-6) return nanos;
  throw usageError({
    code: 'USAGE',
    message: `--unit "${text}" is not a whole number of 1e-9.`,
    next: 'Use 1 for whole shares, 1e-6 or 1e-9.',
  });
}

/** HIVE's own step buys and sells at the market, pays in coins, and knows no other exits than its plans. */
function refuseContradictions(model: ExecutionModel, feeIn: Maybe<string>): void {
  const { sizing, side, entry, volume, exits, fees, unitNanos: unit } = model;
  if (entry.triggerPpb !== null && model.fill === 'signal-close') {
    throw usageError({
      code: 'USAGE',
      message: '--entry-trigger waits for the next bar, which --fill signal-close does not.',
      next: 'Leave one of them out.',
    });
  }
  const extras = [
    side === 'long-short' ? '--side long-short' : null,
    feeIn === 'cash' ? '--fee-in cash' : null,
    fees.makerPpm === null ? null : '--maker-fee-rate',
    unit === 1 ? null : '--unit',
    entry.triggerPpb === null ? null : '--entry-trigger',
    volume.capPpm === null ? null : '--volume-cap',
    exits.stopLossPpb === null ? null : '--stop-loss',
    exits.takeProfitPpb === null ? null : '--take-profit',
    exits.trailingStopPpb === null ? null : '--trailing-stop',
    exits.maxBars === null ? null : '--max-bars',
  ].filter(extra => extra !== null);
  if (sizing.kind !== 'hive' || extras.length === 0) return;
  throw usageError({
    code: 'USAGE',
    message: `HIVE's own rules (--sizing hive) know no ${extras.join(', no ')}.`,
    next: 'Choose another --sizing, for example all-in, or leave it out.',
  });
}

/** The execution as the result shows it. */
export function describeExecution(
  { model, startingCents }: Execution,
  engine: BacktestExecution['engine'],
): BacktestExecution {
  const { fees, spread, exits, entry, volume } = model;
  const ofPpb = (value: number | null) => (value === null ? null : value / 1e9);
  return {
    cash: startingCents / 100,
    fee_rate: fees.takerPpm / 1e6,
    maker_fee_rate: fees.makerPpm === null ? null : fees.makerPpm / 1e6,
    fee_in: fees.takenIn,
    spread: spread.ppm / 1e6,
    spread_on: spread.on,
    slippage_bps: model.slippage.ppm / 100,
    fill: model.fill,
    side: model.side,
    sizing: sizingText(model.sizing),
    unit: model.unitNanos / 1e9,
    volume_cap: volume.capPpm === null ? null : volume.capPpm / 1e6,
    close_at_end: model.closeAtEnd,
    stop_loss: ofPpb(exits.stopLossPpb),
    take_profit: ofPpb(exits.takeProfitPpb),
    trailing_stop: ofPpb(exits.trailingStopPpb),
    max_bars: exits.maxBars,
    entry_trigger: ofPpb(entry.triggerPpb),
    stops: exits.inside ? 'inside' : 'at-open',
    engine,
  };
}
