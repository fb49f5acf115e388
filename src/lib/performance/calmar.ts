/**
 * Calmar ratio: annual return / largest drawdown, both as shares. Null without a drawdown. (Young took the last 36
 * months; like empyrical and backtesting.py this takes the whole run.)
 * @see Young (1991), Futures 20(1); empyrical, calmar_ratio
 */
export const calmar = (annualReturn: number | null, maxDrawdown: number): number | null =>
  annualReturn === null || maxDrawdown <= 0 ? null : annualReturn / maxDrawdown;
