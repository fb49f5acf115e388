import type { Fill } from '../core/fill.ts';
import type { Cents, Price, Qty } from '../core/money.ts';
import type { Side } from '../core/order.ts';
import type { ApprovedOrder } from '../risk/approved-order.ts';

export interface BrokerAccount {
  readonly accountNumber: string;
  readonly cash: Cents;
  /** What crypto orders are checked against; crypto is not marginable. */
  readonly nonMarginableBuyingPower: Cents;
  /** Why the account may not trade; null when it may. */
  readonly blocked: string | null;
}

export interface BrokerPosition {
  readonly symbol: string;
  /** Net of fees. */
  readonly qty: Qty;
  /** Not held by an open sell order. */
  readonly qtyAvailable: Qty;
}

export interface BrokerOrder {
  readonly id: string;
  readonly clientOrderId: string;
  readonly symbol: string;
  readonly side: Side;
  /** The broker's word; see core/order-lifecycle. */
  readonly status: string;
  /** Gross, before fees. */
  readonly filledQty: Qty;
  readonly filledAvgPrice: Price | null;
  readonly submittedMs: number;
}

/**
 * The answer to a submission is one of three; anything not proved to be the first two is UNKNOWN. So is "this
 * client id is taken": an order of that id exists.
 */
export type SubmitOutcome =
  | { readonly kind: 'ACCEPTED'; readonly order: BrokerOrder }
  | { readonly kind: 'REFUSED'; readonly code: string; readonly message: string }
  | { readonly kind: 'UNKNOWN'; readonly detail: string };

/** MISSING is what the broker said, not proof that the order never existed. */
export type LookupOutcome =
  | { readonly kind: 'FOUND'; readonly order: BrokerOrder }
  | { readonly kind: 'MISSING' }
  | { readonly kind: 'UNKNOWN'; readonly detail: string };

/** Where orders go. Reads throw HiveError (broker) when the answer cannot be trusted; `submit` never throws. */
export interface Broker {
  readonly name: string;
  account(): Promise<BrokerAccount>;
  /** Every open position; a symbol that is absent from a good answer is flat. */
  positions(): Promise<readonly BrokerPosition[]>;
  /** Sends once and never again. */
  submit(order: ApprovedOrder): Promise<SubmitOutcome>;
  orderByClientId(clientOrderId: string): Promise<LookupOutcome>;
  /** Fills of one order, oldest first. */
  fills(clientOrderId: string): Promise<readonly Fill[]>;
  /** Client ids of all orders submitted at or after `sinceMs`, oldest first. */
  orderIdsSince(sinceMs: number): Promise<readonly string[]>;
}
