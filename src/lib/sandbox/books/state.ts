import type { Cents, Price, Qty } from '../../core/money.ts';
import type { Side } from '../../core/order.ts';

export type OrderType = 'market' | 'limit' | 'stop_limit';
export type TimeInForce = 'gtc' | 'ioc';

/** Those of Alpaca's words that this broker uses. */
export type OrderStatus =
  | 'pending_new'
  | 'new'
  | 'partially_filled'
  | 'filled'
  | 'pending_cancel'
  | 'canceled'
  | 'expired'
  | 'rejected';

/** What is in store for an order, because a fault says so. */
export type Fate =
  /** It stays in `pending_new`. */
  | { readonly kind: 'stuck' }
  /** A cancel is taken and never done. */
  | { readonly kind: 'cancel-stuck' }
  | { readonly kind: 'reject' }
  /** A share of it fills, the rest ends so. */
  | { readonly kind: 'part'; readonly share: number; readonly then: 'canceled' | 'expired' }
  /** It fills for so many times its size. */
  | { readonly kind: 'overfill'; readonly factor: number };

export interface SandboxOrder {
  readonly id: string;
  readonly clientOrderId: string;
  readonly symbol: string;
  readonly side: Side;
  readonly type: OrderType;
  readonly timeInForce: TimeInForce;
  /** Exactly one of `qty` and `notional` is set. */
  readonly qty: Qty | null;
  readonly notional: Cents | null;
  readonly limitPrice: Price | null;
  readonly stopPrice: Price | null;
  readonly submittedMs: number;
  /** Made by a fault and not by the client. */
  readonly isForeign: boolean;
  readonly fate: Fate | null;
  /** Before that no lookup and no list shows it. */
  readonly visibleFromMs: number;
  /** Price that a market order is sized and reserved by. */
  readonly referencePrice: Price;
  status: OrderStatus;
  /** Gross. */
  filledQty: Qty;
  /** Exact, in 1e-18 dollars. */
  filledCost: bigint;
  filledMs: number | null;
  updatedMs: number;
  /** When it was filled, canceled, expired or rejected. */
  endedMs: number | null;
  /** When the market next looks at it; null while it rests until its price comes. */
  dueMs: number | null;
  /** Whether the stop price of a stop-limit order was met. */
  isTriggered: boolean;
  /** Fills so far. */
  fills: number;
}

export interface SandboxPosition {
  readonly symbol: string;
  /** Net of fees. */
  qty: Qty;
  /** What those coins cost without fees, in 1e-18 dollars; sales take their share of it. */
  cost: bigint;
}

export interface SandboxFill {
  /** Activity id. */
  readonly id: string;
  readonly orderId: string;
  readonly symbol: string;
  readonly side: Side;
  /** Gross. */
  readonly qty: Qty;
  readonly price: Price;
  readonly cumQty: Qty;
  readonly leavesQty: Qty;
  readonly orderStatus: OrderStatus;
  readonly atMs: number;
  /** Coins taken (buys) or dollars taken (sales). */
  readonly feeQty: Qty;
  readonly feeCash: Cents;
}

/** A fee of one fill, posted after the end of its UTC day. */
export interface SandboxFee {
  readonly id: string;
  readonly fillId: string;
  readonly symbol: string;
  readonly qty: Qty;
  readonly cash: Cents;
  readonly price: Price;
  readonly postedMs: number;
}

/** Money or coins that came from outside or left. */
export interface SandboxTransfer {
  readonly id: string;
  /** Null for dollars. */
  readonly symbol: string | null;
  readonly qty: Qty;
  readonly cash: Cents;
  readonly atMs: number;
}
