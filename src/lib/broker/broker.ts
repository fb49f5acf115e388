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
  /** The broker's clock when it answered, UTC epoch milliseconds; null when it has no clock of its own. */
  readonly brokerMs: number | null;
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
  /** What was ordered, in money or in coins; null for the way that was not used. */
  readonly notional: Cents | null;
  readonly qty: Qty | null;
  /** The broker's word; see core/order-lifecycle. */
  readonly status: string;
  /** Gross, before fees. */
  readonly filledQty: Qty;
  readonly filledAvgPrice: Price | null;
  readonly submittedMs: number;
}

/** One execution, gross, under the broker's own order id. */
export interface BrokerFill {
  readonly id: string;
  /** `BrokerOrder.id`. */
  readonly orderId: string;
  readonly symbol: string;
  readonly side: Side;
  readonly qty: Qty;
  readonly price: Price;
  readonly atMs: number;
}

/** A fee as it was really taken, some time after its fills. */
export interface BrokerFee {
  readonly id: string;
  /** Null when the broker does not say. */
  readonly symbol: string | null;
  /** Coins and dollars taken, 0 or more. */
  readonly qty: Qty;
  readonly cash: Cents;
  readonly atMs: number;
}

/** The id by which the vendor's support finds one answer; null when there was none. */
type Traced = { readonly requestId: string | null };

/**
 * The answer to a submission is one of three; anything not proved to be the first two is UNKNOWN. So is "this
 * client id is taken": an order of that id exists. A `violation` is an answer about another order than was sent.
 */
export type SubmitOutcome = Traced &
  (
    | { readonly kind: 'ACCEPTED'; readonly order: BrokerOrder }
    | { readonly kind: 'REFUSED'; readonly code: string; readonly message: string }
    | { readonly kind: 'UNKNOWN'; readonly detail: string; readonly violation?: true }
  );

/** MISSING is what the broker said, not proof that the order never existed. */
export type LookupOutcome =
  | { readonly kind: 'FOUND'; readonly order: BrokerOrder }
  | { readonly kind: 'MISSING' }
  | { readonly kind: 'UNKNOWN'; readonly detail: string };

/** What became of the wish to cancel each open order. */
export interface CancelReport {
  readonly orderId: string;
  /** Null when the broker took the cancel, else what it said. */
  readonly fault: string | null;
}

/** Where orders go. Reads throw HiveError (broker) when the answer cannot be trusted; `submit` never throws. */
export interface Broker {
  readonly name: string;
  /** Whether its books follow `settle` to the last unit at once; else fees are estimates until they are posted. */
  readonly settlesExactly: boolean;
  account(): Promise<BrokerAccount>;
  /** Every open position; a symbol that is absent from a good answer is flat. */
  positions(): Promise<readonly BrokerPosition[]>;
  /** Sends once and never again. */
  submit(order: ApprovedOrder): Promise<SubmitOutcome>;
  orderByClientId(clientOrderId: string): Promise<LookupOutcome>;
  /** All orders submitted at or after `sinceMs`, whatever became of them and whoever made them, oldest first. */
  ordersSince(sinceMs: number): Promise<readonly BrokerOrder[]>;
  /** All fills of the account at or after `sinceMs`, each once, oldest first. */
  fillsSince(sinceMs: number): Promise<readonly BrokerFill[]>;
  /** Fees posted at or after `sinceMs`, oldest first; always empty where the books settle exactly. */
  feesSince(sinceMs: number): Promise<readonly BrokerFee[]>;
  /** Asks for the end of every open order, of whoever made it. */
  cancelAll(): Promise<readonly CancelReport[]>;
  /** The broker's own switch: while suspended it takes no new orders. */
  suspend(suspended: boolean): Promise<void>;
}
