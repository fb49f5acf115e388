import { mulberry32 } from '../core/random.ts';
import { quantile } from '../performance/quantile.ts';
import { wilsonInterval } from '../performance/wilson-interval.ts';
import type { Estimate } from './finding.ts';

/** Standard normal quantile at 0.975. */
const Z = 1.959963984540054;
const RESAMPLES = 400;

const NOTHING: Estimate = { value: null, low: null, high: null, trials: 0 };

/** Share of trials that did, with Wilson's interval. */
export function shareOf(trials: readonly boolean[]): Estimate {
  if (trials.length === 0) return NOTHING;
  const value = trials.filter(Boolean).length / trials.length;
  const [low, high] = wilsonInterval(value, trials.length);
  return { value, low, high, trials: trials.length };
}

/** Mean of independent values, with its normal interval. */
export function meanOf(values: readonly number[]): Estimate {
  const n = values.length;
  if (n === 0) return NOTHING;
  const value = values.reduce((sum, x) => sum + x, 0) / n;
  const variance = values.reduce((sum, x) => sum + (x - value) ** 2, 0) / Math.max(1, n - 1);
  const half = Z * Math.sqrt(variance / n);
  return { value, low: value - half, high: value + half, trials: n };
}

/**
 * Quantile of waiting times, null for those that never ended: ends of the interval are order statistics, whose ranks
 * are binomial. Null in the estimate is beyond the longest wait.
 * @see Conover (1999), Practical Nonparametric Statistics, section 3.2
 */
export function waitingQuantile(waits: readonly (number | null)[], at: number): Estimate {
  const n = waits.length;
  if (n === 0) return NOTHING;
  const sorted = Float64Array.from(waits, wait => wait ?? Number.POSITIVE_INFINITY).sort();
  const spread = (Z * Math.sqrt(at * (1 - at))) / Math.sqrt(n);
  const end = (share: number) => finite(sorted[Math.min(n - 1, Math.max(0, Math.ceil(share * n) - 1))]!);
  return {
    value: end(at),
    low: end(at - spread),
    high: at + spread >= 1 ? null : end(at + spread),
    trials: n,
  };
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

/**
 * A figure of all trials together, such as a ratio of sums, with the percentile interval of a bootstrap over trials.
 * @see Efron (1979), The Annals of Statistics 7(1)
 */
export function bootstrapOf<T>(
  trials: readonly T[],
  figure: (trials: readonly T[]) => number | null,
): Estimate {
  const value = trials.length === 0 ? null : figure(trials);
  if (value === null) return { ...NOTHING, trials: trials.length };
  const random = mulberry32(trials.length);
  const figures: number[] = [];
  for (let b = 0; b < RESAMPLES; b++) {
    const drawn = figure(trials.map(() => trials[Math.floor(random() * trials.length)]!));
    if (drawn !== null) figures.push(drawn);
  }
  const sorted = Float64Array.from(figures).sort();
  return { value, low: quantile(sorted, 0.025), high: quantile(sorted, 0.975), trials: trials.length };
}

/** A figure that is what it is: a count over all trials, a worst case. */
export const exactly = (value: number, trials: number): Estimate => ({
  value,
  low: value,
  high: value,
  trials,
});

export const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
