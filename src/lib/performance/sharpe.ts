import { moments } from './moments.ts';

/**
 * Sharpe ratio: mean / sample deviation (n - 1) × √periods of returns in excess of what cash would have earned; with
 * plain returns that is 0, as for freqtrade. Arithmetic mean, no compounding. Null below two returns and where they
 * do not vary.
 * @see Sharpe (1994), Journal of Portfolio Management 21(1); empyrical, sharpe_ratio
 */
export function sharpe(returns: ArrayLike<number>, periodsPerYear: number): number | null {
  const found = moments(returns);
  return found && found.deviation > 0 ? (found.mean / found.deviation) * Math.sqrt(periodsPerYear) : null;
}
