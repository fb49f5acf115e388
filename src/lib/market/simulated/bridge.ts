import { normal, type Random } from '../../core/random.ts';
import { type CandlePath, emptyPath } from './candle-path.ts';

/** The two ends of a stretch of time, and what happens in between. */
export interface Stretch {
  /** Cents. */
  readonly open: number;
  readonly close: number;
  /** Variance of the log price over the stretch. */
  readonly variance: number;
  readonly lots: number;
}

/** Bursts: each step's expected activity is multiplied by this plus an exponential draw, 1 on average. */
const STEADY = 0.4;

/**
 * Draws the path between two prices: a Brownian bridge of the log price over steps of random activity, with each
 * step's high and low from the law of the extremes of a bridge, and volume by activity and size of move.
 * @see Glasserman, Monte Carlo Methods in Financial Engineering (2003), §3.1 and §6.4 (maximum of a bridge).
 */
export function drawBridge(stretch: Stretch, weights: readonly number[], random: Random): CandlePath {
  const path = emptyPath(weights.length);
  const shares = burstyShares(weights, random);
  const end = Math.log(stretch.close / stretch.open);
  const sizes = new Float64Array(path.length);
  let position = 0;
  let left = 1;
  for (let step = 0; step < path.length; step++) {
    const share = shares[step]!;
    const after = step === path.length - 1 ? 0 : Math.max(0, left - share);
    const deviation = Math.sqrt((stretch.variance * share * after) / left);
    const next =
      after === 0 ? end : position + ((end - position) * share) / left + deviation * normal(random);
    path.variance[step] = stretch.variance * share;
    const close = after === 0 ? stretch.close : stretch.open * Math.exp(next);
    drawCandle(path, step, { from: position, to: next, open: stretch.open, close, random });
    sizes[step] = share * (0.5 + moveSize(next - position, path.variance[step]!));
    position = next;
    left = after;
  }
  splitLots(stretch.lots, sizes, path.lots);
  return path;
}

/** Shares of the whole, summing to 1. */
function burstyShares(weights: readonly number[], random: Random): Float64Array {
  const shares = new Float64Array(weights.length);
  let total = 0;
  for (let step = 0; step < shares.length; step++) {
    const burst = STEADY - (1 - STEADY) * Math.log(1 - random());
    shares[step] = weights[step]! * burst;
    total += shares[step]!;
  }
  for (let step = 0; step < shares.length; step++) shares[step] = shares[step]! / total;
  return shares;
}

interface Leg {
  /** Log prices against the stretch's open. */
  readonly from: number;
  readonly to: number;
  /** Prices: the stretch's open and this step's close. */
  readonly open: number;
  readonly close: number;
  readonly random: Random;
}

/** Extremes of a bridge from a to b of variance v: (a + b ± sqrt((b - a)² - 2 v ln U)) / 2. */
function drawCandle(path: CandlePath, step: number, { from, to, open, close, random }: Leg): void {
  const squared = (to - from) ** 2;
  const variance = path.variance[step]!;
  const above = Math.sqrt(squared - 2 * variance * Math.log(1 - random()));
  const below = Math.sqrt(squared - 2 * variance * Math.log(1 - random()));
  path.open[step] = step === 0 ? open : path.close[step - 1]!;
  path.close[step] = close;
  const top = Math.max(path.open[step]!, close);
  const bottom = Math.min(path.open[step]!, close);
  path.high[step] = Math.max(top, open * Math.exp((from + to + above) / 2));
  path.low[step] = Math.min(bottom, open * Math.exp((from + to - below) / 2));
}

const moveSize = (move: number, variance: number): number =>
  variance > 0 ? Math.abs(move) / Math.sqrt(variance) : 0;

/** Whole lots in proportion to `sizes`; they sum to `lots` exactly. */
function splitLots(lots: number, sizes: Float64Array, out: Float64Array): void {
  let total = 0;
  for (const size of sizes) total += size;
  let running = 0;
  let given = 0;
  for (let step = 0; step < sizes.length; step++) {
    running += sizes[step]!;
    const due = step === sizes.length - 1 ? lots : Math.round((lots * running) / total);
    out[step] = due - given;
    given = due;
  }
}
