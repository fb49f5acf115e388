import { type Cents, cents, feeOfCents, minCents } from '../core/money.ts';
import type { RiskContext, RiskLimits } from './rule.ts';

/** Share of buying power that one order may take, rounded down; 0 when there is no buying power. */
export const shareOfBuyingPower = (buyingPower: Cents, sharePpm: bigint): Cents =>
  buyingPower > 0n ? feeOfCents(buyingPower, sharePpm, 'floor') : cents(0);

/**
 * The largest entry that the size limits allow, in cents: the least of the cap for one order, the share
 * of buying power and what the day has left; 0 when nothing is. It may lie below the broker's minimum,
 * and is then no order at all: sizes are never raised.
 */
export function entryCap(context: Pick<RiskContext, 'buyingPower' | 'day'>, limits: RiskLimits): Cents {
  const cap = minCents(
    limits.maxOrder,
    shareOfBuyingPower(context.buyingPower, limits.maxOrderSharePpm),
    cents(limits.dailyNotional - context.day.notional),
  );
  return cap > 0n ? cap : cents(0);
}

const PPM = 1_000_000;

/** `share` of an amount, in [0, 1], rounded down; what is outside counts as the nearer end. */
export function shareOf(amount: Cents, share: number): Cents {
  if (share >= 1) return amount;
  const ppm = share > 0 ? Math.floor(share * PPM) : 0;
  return feeOfCents(amount, BigInt(ppm), 'floor');
}
