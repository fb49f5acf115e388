import type { BarSeries } from '../core/bar-series.ts';

/** RiskMetrics' daily decay. */
const DECAY = 0.94;
/**
 * Returns read. At decay 0.94 the newest 74 carry 99 % of the weight; a fixed reach makes the value of a bar
 * independent of how much older history happens to be loaded.
 * @see J.P. Morgan/Reuters (1996), RiskMetrics Technical Document, table 5.7.
 */
export const VOLATILITY_REACH = 74;

/**
 * Standard deviation of one bar's simple return as known at the close of bar `index`: exponentially weighted
 * squares of the last 74 returns, weights summing to 1, mean taken as 0. Null before there are 74 returns.
 */
export function ewmaVolatility(close: BarSeries['close'], index: number): number | null {
  if (index < VOLATILITY_REACH) return null;
  let variance = 0;
  let mass = 0;
  for (let age = 0, weight = 1; age < VOLATILITY_REACH; age++, weight *= DECAY) {
    const change = close[index - age]! / close[index - age - 1]! - 1;
    variance += weight * change * change;
    mass += weight;
  }
  return Math.sqrt(variance / mass);
}
