import { moments } from './moments.ts';

/**
 * Beta: covariance of the returns with those of the market / variance of the market's. Both have one length. Null
 * below two returns and where the market does not move.
 * @see empyrical, beta
 */
export function beta(returns: ArrayLike<number>, market: ArrayLike<number>): number | null {
  const own = moments(returns);
  const other = moments(market);
  if (!own || !other || other.deviation === 0) return null;
  let sum = 0;
  for (let i = 0; i < returns.length; i++) sum += (returns[i]! - own.mean) * (market[i]! - other.mean);
  return sum / (own.count - 1) / other.deviation ** 2;
}
