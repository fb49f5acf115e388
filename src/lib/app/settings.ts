import type { Config } from '../config/schema.ts';
import { isLoopbackUrl } from '../config/vendor-urls.ts';
import { ASSET_CLASSES, type AssetClass, type Instrument, parseInstrument } from '../core/instrument.ts';
import { durationMs, intervalMs } from '../core/interval.ts';
import { FEATURE_SET } from '../features/feature-set.ts';
import { type LabelSpec, labelSetId } from '../learning/label.ts';
import { roundTripCost } from '../learning/round-trip-cost.ts';
import { limitsFrom } from '../risk/limits.ts';
import type { SampleScope } from '../store/ports.ts';
import type { TickSettings } from '../tick/settings.ts';

const TICK_DEADLINE_MS = 90_000;

/** The configuration has checked that it is one. */
const milliseconds = (duration: string): number => durationMs(duration) ?? Number.NaN;

export const epochMs = ({ trading }: Config): number => milliseconds(trading.epoch);

export function tickSettings(config: Config): TickSettings {
  const { trading, risk, signal, costs } = config;
  return {
    mode: config.mode,
    market: marketOf(config, 'crypto'),
    seed: config.seed,
    strategyId: trading.strategy,
    symbols: trading.symbols,
    epochMs: epochMs(config),
    exits: trading.exits,
    threshold: signal.threshold,
    limits: limitsFrom({ ...risk, minConfidence: signal.minConfidence, symbols: trading.symbols }),
    feeRate: costs.cryptoFeeRate,
    spreadBps: costs.cryptoSpreadBps,
    gate: config.gate.enforce === 'always' || config.mode === 'live' ? 'decides' : 'informs',
    policy: config.learning.policy,
    accountRule: accountRule(config),
    deadlineMs: TICK_DEADLINE_MS,
  };
}

/** Only Alpaca's own hosts number their accounts so; a broker on this machine may do as it likes. */
function accountRule({ broker, alpaca, mode }: Config): TickSettings['accountRule'] {
  if (broker.kind === 'simulated') return { pinned: null, paper: null };
  const paper = isLoopbackUrl(alpaca.tradingUrl) ? null : mode === 'paper';
  return { pinned: alpaca.accountNumber || null, paper };
}

/** The horizon of what is learned from bars: a bet's, and never shorter than a bar. */
export const learningEpochMs = (config: Config): number =>
  Math.max(epochMs(config), intervalMs(config.market.interval));

/** The bet that samples of a class are labelled by: one epoch long, or `epochs`, after that class's costs. */
export function labelSpec(config: Config, assetClass: AssetClass, epochs = 1): LabelSpec {
  const { costs, learning, market } = config;
  const cost =
    assetClass === 'crypto'
      ? roundTripCost(costs.cryptoFeeRate, costs.cryptoSpreadBps)
      : roundTripCost(costs.stockFeeRate, costs.stockSpreadBps);
  const horizon = Math.max(1, Math.round((epochs * epochMs(config)) / intervalMs(market.interval)));
  return { ...learning.label, horizon, cost, entry: 'close' };
}

/** A name in `market.<class>.source`. */
export type SourceName = Config['market']['crypto']['source'];

export const sourceOf = ({ market }: Config, assetClass: AssetClass): SourceName =>
  (assetClass === 'crypto' ? market.crypto : market.stocks).source;

/** The name under which bars of a source are stored. */
export const marketNamed = ({ market, seed }: Config, source: SourceName): string =>
  source === 'simulated' ? `simulated/${seed}/${market.simulated.edge}` : source;

/** Which market a class lives in: bars, samples and journals of different ones never mix. */
export const marketOf = (config: Config, assetClass: AssetClass): string =>
  marketNamed(config, sourceOf(config, assetClass));

export const sampleScope = (config: Config, assetClass: AssetClass): SampleScope => ({
  source: marketOf(config, assetClass),
  interval: config.market.interval,
  featureSet: FEATURE_SET.id,
  labelSet: labelSetId(labelSpec(config, assetClass)),
});

/** Everything that is fetched, learned from and predicted: stocks, then crypto. */
export const instruments = ({ market }: Config): Instrument[] =>
  [...market.stocks.symbols, ...market.crypto.symbols].map(parseInstrument);

/** Classes that have instruments. */
export function usedClasses(config: Config): AssetClass[] {
  const used = new Set(instruments(config).map(({ assetClass }) => assetClass));
  return ASSET_CLASSES.filter(assetClass => used.has(assetClass));
}

/** How old the newest training sample of a model may be before it is not used any more. */
export const maxModelAgeMs = ({ learning }: Config): number => milliseconds(learning.maxModelAge);
