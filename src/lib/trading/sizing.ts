import { type Cents, notional, type Price, type Qty, qty } from '../core/money.ts';
import type { OrderIntent } from '../core/order.ts';
import type { Reason } from '../core/reason.ts';

export interface EntryRequest {
  readonly symbol: string;
  readonly ask: Price;
  /** Money to spend; the caller has floored it to every cap. */
  readonly budget: Cents;
  readonly confidence: number;
}

/** A buy for exactly `budget`. */
export const entryIntent = ({ symbol, ask, budget, confidence }: EntryRequest): OrderIntent => ({
  symbol,
  side: 'buy',
  size: { kind: 'notional', notional: budget },
  purpose: 'entry',
  reason: 'ENTRY_SIGNAL',
  confidence,
  referencePrice: ask,
  notional: budget,
});

export interface ExitRequest {
  readonly symbol: string;
  readonly bid: Price;
  readonly held: Qty;
  readonly maxOrder: Cents;
  readonly reason: Reason;
  readonly confidence: number | null;
}

/**
 * A sell of the whole position, or, when it has grown above the cap for one order, of an equal part of it;
 * the next ticks sell the rest. Equal parts, so that no remainder falls under the broker's minimum.
 */
export function exitIntent({ symbol, bid, held, maxOrder, reason, confidence }: ExitRequest): OrderIntent {
  const value = notional(held, bid, 'ceil');
  const parts = maxOrder > 0n ? (value + maxOrder - 1n) / maxOrder : 1n;
  const part = qty(parts > 1n ? held / parts : held);
  return {
    symbol,
    side: 'sell',
    size: { kind: 'qty', qty: part },
    purpose: 'exit',
    reason,
    confidence,
    referencePrice: bid,
    notional: notional(part, bid, 'ceil'),
  };
}
