import { type Settlement, settle } from '../../core/fill.ts';
import { type Cents, cents, feeOfCents, notional, type Price, type Qty, qty } from '../../core/money.ts';
import type { Side } from '../../core/order.ts';

/** What an order fills. */
export interface Deal {
  readonly side: Side;
  readonly qty: Qty;
  readonly price: Price;
}

/** What a deal does to an account whose fee is taken in cash; see `settle` for the one that is taken in coins. */
export function settleInCash(deal: Deal, feePpm: bigint): Settlement {
  if (deal.side === 'sell') return settle(deal, feePpm);
  const cost = notional(deal.qty, deal.price, 'ceil');
  const fee = feeOfCents(cost, feePpm, 'ceil');
  return { cash: cents(-cost - fee), qty: deal.qty, feeQty: qty(0), feeCash: fee, feeValue: fee };
}

/** The most that a deal may cost before its fee, so that both together are within `budget`. */
export const beforeFee = (budget: Cents, feePpm: bigint): Cents =>
  cents(budget > 0n ? (budget * 1_000_000n) / (1_000_000n + feePpm) : 0n);
