import type { Fill } from '../../core/fill.ts';
import type { Cents, Qty } from '../../core/money.ts';
import type { BrokerOrder } from '../broker.ts';

/** Coins by symbol, net of fees; a symbol that is absent is flat. */
export type Holdings = ReadonlyMap<string, Qty>;

export interface LedgerAccount {
  readonly accountNumber: string;
  readonly cash: Cents;
  readonly positions: Holdings;
}

/** One accepted order with its fills, and the account as it stands after them. */
export interface LedgerEntry {
  readonly order: BrokerOrder;
  readonly fills: readonly Fill[];
  readonly cash: Cents;
  readonly positions: Holdings;
}

/** How a new embedded account begins. */
export interface NewAccount {
  readonly seed: number;
  readonly startingCash: Cents;
}

/** The books of the embedded broker: what the outside world knows of our orders. */
export interface Ledger {
  load(): LedgerAccount;
  orderByClientId(clientOrderId: string): BrokerOrder | null;
  /** Fills of one order, oldest first. */
  fillsOf(clientOrderId: string): readonly Fill[];
  /** The orders submitted at or after `sinceMs`, oldest first. */
  ordersSince(sinceMs: number): readonly BrokerOrder[];
  /** Writes all of the entry or nothing. @throws when the client order id is already there. */
  record(entry: LedgerEntry): void;
  /** Runs `work` with no other writer between its reads and its record; what it wrote is undone when it throws. */
  exclusive<T>(work: () => T): T;
}
