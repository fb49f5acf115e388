import { finite } from './finite.ts';

/**
 * Growth of all returns taken to a year: prod(1 + r)^(periods / n) - 1. It counts periods with bars, where CAGR goes by
 * the calendar. Null without returns, and when more than everything was lost.
 * @see empyrical, annual_return
 */
export function annualReturn(returns: ArrayLike<number>, periodsPerYear: number): number | null {
  if (returns.length === 0) return null;
  let growth = 1;
  for (let i = 0; i < returns.length; i++) growth *= 1 + returns[i]!;
  return growth < 0 ? null : finite(growth ** (periodsPerYear / returns.length) - 1);
}
