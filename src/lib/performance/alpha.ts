import { beta } from './beta.ts';
import { finite } from './finite.ts';
import { mean } from './mean.ts';

/**
 * Jensen's alpha a year: (1 + mean(r - beta × market))^periods - 1, with no return on cash. Null where beta is.
 * @see Jensen (1968), Journal of Finance 23(2); empyrical, alpha
 */
export function alpha(
  returns: ArrayLike<number>,
  market: ArrayLike<number>,
  periodsPerYear: number,
): number | null {
  const slope = beta(returns, market);
  if (slope === null) return null;
  return finite((1 + mean(returns)! - slope * mean(market)!) ** periodsPerYear - 1);
}
