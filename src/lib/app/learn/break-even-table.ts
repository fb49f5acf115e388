import type { BarSeries } from '../../core/bar-series.ts';
import type { AssetClass } from '../../core/instrument.ts';
import { DAY_MS, HOUR_MS, intervalMs } from '../../core/interval.ts';
import { symmetricBreakEven } from '../../learning/break-even.ts';
import { roundTripCost } from '../../learning/round-trip-cost.ts';
import { newestBars } from '../bars/bar-feed.ts';
import type { Reading } from '../reading.ts';
import { instruments } from '../settings.ts';

/** Horizons that are asked about, as far as the bars are short enough. */
const HORIZONS: readonly (readonly [name: string, ms: number])[] = [
  ...([
    ['1h', HOUR_MS],
    ['4h', 4 * HOUR_MS],
    ['12h', 12 * HOUR_MS],
  ] as const),
  ...([
    ['1d', DAY_MS],
    ['3d', 3 * DAY_MS],
    ['5d', 5 * DAY_MS],
    ['10d', 10 * DAY_MS],
    ['20d', 20 * DAY_MS],
  ] as const),
];
/** Fewer moves say too little about the usual one. */
const LEAST_MOVES = 100;
const MOST_BARS = 20_000;
/** Break-even above which a horizon is not worth training for. */
export const WORTH_WHILE = 0.6;

export interface BreakEvenRow {
  readonly symbol: string;
  readonly assetClass: AssetClass;
  readonly horizon: string;
  /** Moves that the mean is of. */
  readonly moves: number;
  /** Mean size of the move, as a fraction. */
  readonly meanMove: number;
  /** Cost of in and out, as a fraction. */
  readonly cost: number;
  /** Share of right guesses at which a bet on the direction pays for its costs; above 1 none does. */
  readonly breakEven: number;
  /** The same where both sides rest as limit orders, at the maker fee that was asked about; null for no such fee. */
  readonly breakEvenAtMaker: number | null;
  readonly isWorthWhile: boolean;
}

export interface BreakEvenOptions {
  /** Fee a side of a limit order that rests, for crypto; null to leave it out. */
  readonly makerFeeRate: number | null;
}

/** How often a bet on the direction has to be right to pay, by horizon, from the stored bars and the configured costs. */
export async function breakEvenTable(
  home: Reading,
  { makerFeeRate }: BreakEvenOptions,
): Promise<BreakEvenRow[]> {
  const { config, clock } = home;
  const [store, feeds] = await Promise.all([home.storeToRead(), home.feeds()]);
  const { interval } = config.market;
  return instruments(config).flatMap(instrument => {
    const { assetClass } = instrument;
    const series = newestBars(feeds[assetClass], instrument, {
      store: store.bars,
      clock,
      interval,
      count: MOST_BARS,
    });
    const cost = costOf(config.costs, assetClass);
    const maker = assetClass === 'crypto' && makerFeeRate !== null ? 2 * makerFeeRate : null;
    return rowsOf(series, { assetClass, cost, maker });
  });
}

function costOf(costs: Reading['config']['costs'], assetClass: AssetClass): number {
  return assetClass === 'crypto'
    ? roundTripCost(costs.cryptoFeeRate, costs.cryptoSpreadBps)
    : roundTripCost(costs.stockFeeRate, costs.stockSpreadBps);
}

interface Terms {
  readonly assetClass: AssetClass;
  readonly cost: number;
  readonly maker: number | null;
}

function rowsOf(series: BarSeries, { assetClass, cost, maker }: Terms): BreakEvenRow[] {
  const step = intervalMs(series.interval);
  return HORIZONS.flatMap(([horizon, ms]) => {
    const bars = ms / step;
    const moves = series.length - bars;
    if (bars < 1 || !Number.isInteger(bars) || moves < LEAST_MOVES) return [];
    const meanMove = meanMoveOf(series.close, bars);
    const breakEven = symmetricBreakEven(meanMove, cost);
    return [
      {
        ...{ symbol: series.symbol, assetClass, horizon, moves, meanMove, cost, breakEven },
        breakEvenAtMaker: maker === null ? null : symmetricBreakEven(meanMove, maker),
        isWorthWhile: breakEven <= WORTH_WHILE,
      },
    ];
  });
}

/** Mean size of the return over `bars` bars, of all stretches of that length. */
function meanMoveOf(close: BarSeries['close'], bars: number): number {
  let sum = 0;
  for (let i = bars; i < close.length; i++) sum += Math.abs(close[i]! / close[i - bars]! - 1);
  return sum / (close.length - bars);
}
