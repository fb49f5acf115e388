import { sha256 } from './hash.ts';
import type { Cents, Price, Qty } from './money.ts';
import type { Reason } from './reason.ts';

export type Side = 'buy' | 'sell';

/** Buys name the money to spend, sells the coins to give. */
export type OrderSize =
  | { readonly kind: 'notional'; readonly notional: Cents }
  | { readonly kind: 'qty'; readonly qty: Qty };

/** What the decision wants. Only `risk/review` can turn it into an order that a broker takes. */
export interface OrderIntent {
  readonly symbol: string;
  readonly side: Side;
  readonly size: OrderSize;
  /** An entry opens or adds; an exit only reduces. */
  readonly purpose: 'entry' | 'exit';
  readonly reason: Reason;
  /** Calibrated probability behind an entry; null for exits by a barrier or by time. */
  readonly confidence: number | null;
  /** Quote side that the order would meet: ask for buys, bid for sells. */
  readonly referencePrice: Price;
  /** Money the order moves at the reference price, rounded up. */
  readonly notional: Cents;
}

export { SLOT_MS, slotOf } from './slot.ts';

export interface OrderIdentity {
  readonly account: string;
  readonly mode: string;
  readonly symbol: string;
  readonly side: Side;
  readonly slot: number;
}

/**
 * Client order id: a function of its identity alone, so that a slot that runs again makes the same id
 * and the broker refuses the second order. At most 48 characters of `[A-Za-z0-9_-]`.
 */
export function clientOrderId({ account, mode, symbol, side, slot }: OrderIdentity): string {
  const owner = sha256(`${mode}\n${account}`).slice(0, 10);
  return `hive-${owner}-${symbol.replaceAll(/[^A-Z0-9]/g, '')}-${side}-${slot}`;
}

/** Every client id of HIVE begins so; a foreign order does not. */
export const isHiveOrderId = (id: string): boolean => id.startsWith('hive-');
