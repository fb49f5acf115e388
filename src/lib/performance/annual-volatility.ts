import { moments } from './moments.ts';

/**
 * Sample standard deviation (n - 1) of the returns × √periods. Null below two returns.
 * @see empyrical, annual_volatility
 */
export function annualVolatility(returns: ArrayLike<number>, periodsPerYear: number): number | null {
  const found = moments(returns);
  return found && found.deviation * Math.sqrt(periodsPerYear);
}
