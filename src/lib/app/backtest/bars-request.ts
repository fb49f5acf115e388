import type { Config } from '../../config/schema.ts';
import { usageError } from '../../core/errors.ts';
import { type Instrument, parseInstrument } from '../../core/instrument.ts';
import { type Interval, intervalMs, parseInterval } from '../../core/interval.ts';
import { type Reading, type ReadingFlags, readingOf } from '../data-import-request.ts';

type Maybe<T> = T | undefined;

/** The flags that choose bars, as typed. */
export interface BarsFlags extends ReadingFlags {
  readonly bars?: Maybe<readonly string[]>;
  readonly symbol?: Maybe<readonly string[]>;
  readonly source?: Maybe<string>;
  readonly interval?: Maybe<string>;
  readonly detail?: Maybe<string>;
  readonly from?: Maybe<number>;
  readonly to?: Maybe<number>;
  readonly 'accept-splits'?: Maybe<boolean>;
}

export interface BarsRequest {
  /** At least one, without repetition. */
  readonly instruments: readonly Instrument[];
  /** One for each instrument, or none for stored or simulated bars. */
  readonly files: readonly string[];
  readonly source: string | null;
  readonly interval: Interval | null;
  readonly detail: Interval | null;
  readonly fromMs: number | null;
  readonly toMs: number | null;
  readonly acceptSplits: boolean;
  readonly reading: Reading;
}

/** @throws HiveError (usage) on symbols, intervals or ranges that are none, and on files that do not match the symbols. */
export function barsRequest(flags: BarsFlags, config: Config): BarsRequest {
  const named = flags.symbol ?? [];
  const instruments = (named.length > 0 ? named : config.trading.symbols).map(parseInstrument);
  const files = flags.bars ?? [];
  refuseRepeated(instruments);
  refuseMismatch(files, named);
  const interval = flags.interval === undefined ? null : parseInterval(flags.interval);
  const detail = flags.detail === undefined ? null : parseInterval(flags.detail);
  const [fromMs, toMs] = [flags.from ?? null, flags.to ?? null];
  if (fromMs !== null && toMs !== null && fromMs >= toMs) {
    throw usageError({
      code: 'USAGE',
      message: '--from is not before --to.',
      next: 'Give a range in which bars open: --from 2024-01-01 --to 2025-01-01.',
    });
  }
  if (detail !== null && interval !== null) refuseCoarseDetail(detail, interval);
  return {
    instruments,
    files,
    source: flags.source ?? null,
    interval,
    detail,
    fromMs,
    toMs,
    acceptSplits: flags['accept-splits'] ?? false,
    reading: readingOf(flags),
  };
}

function refuseRepeated(instruments: readonly Instrument[]): void {
  const symbols = instruments.map(({ symbol }) => symbol);
  const repeated = symbols.find((symbol, i) => symbols.indexOf(symbol) !== i);
  if (repeated === undefined) return;
  throw usageError({
    code: 'USAGE',
    message: `--symbol ${repeated} is given twice.`,
    next: 'Name each symbol once.',
  });
}

function refuseMismatch(files: readonly string[], named: readonly string[]): void {
  if (files.length === 0 || files.length === named.length) return;
  throw usageError({
    code: 'USAGE',
    message:
      named.length === 0
        ? `It is not known whose bars "${files[0]}" holds.`
        : `There are ${files.length} --bars files and ${named.length} symbols.`,
    next: 'Name one --symbol for each --bars file, in the same order: --bars btc.csv --symbol BTC-USD.',
  });
}

/** @throws HiveError (usage) when the detail is not finer than the bars. */
export function refuseCoarseDetail(detail: Interval, interval: Interval): void {
  if (intervalMs(detail) < intervalMs(interval)) return;
  throw usageError({
    code: 'USAGE',
    message: `--detail ${detail} is not finer than the bars (${interval}).`,
    next: 'Give a finer size, for example --detail 1m, or leave it out.',
  });
}
