import { mean } from './mean.ts';

/**
 * Downside risk: √(mean of min(r, 0)²) × √periods. The mean goes over all returns, not only over the losses. Null
 * without returns.
 * @see Sortino and Price (1994), Journal of Investing 3(3); empyrical, downside_risk
 */
export function downsideRisk(returns: ArrayLike<number>, periodsPerYear: number): number | null {
  const square = mean(Float64Array.from(returns, value => Math.min(value, 0) ** 2));
  return square === null ? null : Math.sqrt(square * periodsPerYear);
}

/**
 * Sortino ratio: mean × periods / downside risk, of returns in excess of what is required (0 for plain ones). Null
 * without returns or without a loss among them.
 * @see empyrical, sortino_ratio
 */
export function sortino(returns: ArrayLike<number>, periodsPerYear: number): number | null {
  const risk = downsideRisk(returns, periodsPerYear);
  return risk === null || risk === 0 ? null : (mean(returns)! * periodsPerYear) / risk;
}
