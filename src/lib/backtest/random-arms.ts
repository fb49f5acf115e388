import { mulberry32 } from '../core/random.ts';
import type { EngineInput, EngineRun } from './engine-run.ts';
import { RandomPlacement, shuffle } from './random-placement.ts';
import { profitAt, type RoundTrips, roundTripsOf, type SymbolTrips } from './round-trips.ts';

export interface RandomArmsOptions {
  readonly arms: number;
  readonly seed: number;
}

/** What random entries would have made of the same trades. */
export interface RandomArms {
  /** Profit of each arm in dollars, in the order in which they were drawn. */
  readonly profits: Float64Array;
  /** Share of the arms that the run beats; null without trades. */
  readonly percentile: number | null;
  /** (1 + arms at least as good as the run) / (1 + arms); null without trades. */
  readonly pValue: number | null;
}

/** Two profits that differ by no more than a cent are the same placement, rounded differently. */
const SAME = 0.01;

function drawProfits(trips: RoundTrips, { arms, seed }: RandomArmsOptions): Float64Array {
  const random = mulberry32(seed);
  const order = trips.symbols.map(({ lengths }) => Int32Array.from(lengths, (_, k) => k));
  const entries = trips.symbols.map(({ lengths }) => new Int32Array(lengths.length));
  const placements = trips.symbols.map(({ lengths, prices }: SymbolTrips) => {
    return new RandomPlacement(lengths, Math.max(0, prices.length - 1));
  });
  return new Float64Array(arms).map(() => {
    placements.forEach((placement, symbol) => {
      shuffle(order[symbol]!, random);
      placement.draw(entries[symbol]!, order[symbol]!, random);
    });
    return profitAt(trips, entries, order);
  });
}

/**
 * Compares a run with arms that trade without skill: the same number of trades for each symbol and side, the same
 * holding times, sizes and costs, but at random places of the same bars, priced where signals fill. The p-value is that
 * of a permutation test: a strategy whose entries are no better than random gets a uniform one. It asks about timing
 * alone: being long in a market that rose is no skill here.
 * @param options the same seed draws the same arms
 * @see Davison and Hinkley (1997), Bootstrap Methods and their Application, section 4.3
 */
export function randomArms(run: EngineRun, input: EngineInput, options: RandomArmsOptions): RandomArms {
  const trips = roundTripsOf(run, input);
  const profits = drawProfits(trips, options);
  if (run.trades.length === 0) return { profits, percentile: null, pValue: null };
  let asGood = 0;
  for (const profit of profits) if (profit >= trips.profit - SAME) asGood++;
  return {
    profits,
    percentile: 1 - asGood / profits.length,
    pValue: (1 + asGood) / (1 + profits.length),
  };
}
