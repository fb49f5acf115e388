import { mulberry32 } from '../core/random.ts';
import { blockLength } from './block-length.ts';
import { quantile } from './quantile.ts';
import { drawStationary } from './stationary-bootstrap.ts';

/** Bounds of the middle 95 %; null where the figure is undefined. */
export interface Interval95 {
  readonly low: number | null;
  readonly high: number | null;
}

export interface ReturnIntervals {
  readonly meanBlock: number;
  /** Whole growth less 1. */
  readonly profit: Interval95;
  /** Of a year. */
  readonly sharpe: Interval95;
  readonly maxDrawdown: Interval95;
}

export interface BootstrapOptions {
  readonly resamples: number;
  readonly periodsPerYear: number;
  readonly seed: number;
}

/** What one resample comes to. A path that loses everything stays at zero. */
interface Path {
  profit: number;
  sharpe: number;
  maxDrawdown: number;
}

/** One pass for all figures: two million draws must not take a tenth of a second. */
function walk(returns: Float64Array, indexes: Int32Array, path: Path): void {
  const n = indexes.length;
  let level = 1;
  let peak = 1;
  let deepest = 0;
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < n; i++) {
    const value = returns[indexes[i]!]!;
    sum += value;
    squares += value * value;
    level *= 1 + value;
    if (level <= 0) level = 0;
    if (level > peak) peak = level;
    else if (peak - level > deepest * peak) deepest = 1 - level / peak;
  }
  const variance = (squares - (sum * sum) / n) / (n - 1);
  path.profit = level - 1;
  path.maxDrawdown = deepest;
  // Below this a variance is what is left of rounding.
  path.sharpe = variance > 1e-14 * (squares / n) ? sum / n / Math.sqrt(variance) : Number.NaN;
}

function interval(values: Float64Array): Interval95 {
  const sorted = values.filter(value => !Number.isNaN(value)).sort();
  return { low: quantile(sorted, 0.025), high: quantile(sorted, 0.975) };
}

/**
 * 95 % percentile intervals of return, Sharpe ratio and largest drawdown by the stationary bootstrap of the returns,
 * with the block length of Politis and White. The drawdown is that of the ends of periods. Null below ten returns.
 * @see Politis and Romano (1994), JASA 89(428)
 */
export function bootstrapReturns(returns: Float64Array, options: BootstrapOptions): ReturnIntervals | null {
  if (returns.length < 10) return null;
  const { resamples } = options;
  const meanBlock = blockLength(returns);
  const random = mulberry32(options.seed);
  const indexes = new Int32Array(returns.length);
  const profit = new Float64Array(resamples);
  const sharpe = new Float64Array(resamples);
  const maxDrawdown = new Float64Array(resamples);
  const path: Path = { profit: 0, sharpe: 0, maxDrawdown: 0 };
  for (let b = 0; b < resamples; b++) {
    drawStationary(indexes, 1 / meanBlock, random);
    walk(returns, indexes, path);
    profit[b] = path.profit;
    sharpe[b] = path.sharpe * Math.sqrt(options.periodsPerYear);
    maxDrawdown[b] = path.maxDrawdown;
  }
  return {
    meanBlock,
    profit: interval(profit),
    sharpe: interval(sharpe),
    maxDrawdown: interval(maxDrawdown),
  };
}
