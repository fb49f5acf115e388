import { moments } from './moments.ts';

/**
 * System quality number: √n × mean / sample deviation of the profits of n trades in money, as freqtrade and
 * backtesting.py compute it (Tharp takes multiples of the risk of each trade instead). Null below two trades and
 * where all are equal.
 * @see Tharp (2008), Definitive Guide to Position Sizing
 */
export function sqn(profits: ArrayLike<number>): number | null {
  const found = moments(profits);
  return found && found.deviation > 0 ? (Math.sqrt(found.count) * found.mean) / found.deviation : null;
}
