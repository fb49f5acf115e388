import type { Broker } from '../../src/lib/broker/broker.ts';
import type { Clock } from '../../src/lib/core/clock.ts';
import type { Cents, Price, Qty } from '../../src/lib/core/money.ts';
import type { Side } from '../../src/lib/core/order.ts';
import type { Life } from './life.ts';

export interface TrueOrder {
  readonly clientOrderId: string;
  readonly symbol: string;
  readonly side: Side;
  readonly notional: Cents | null;
  readonly qty: Qty | null;
  readonly filledQty: Qty;
  /** Whether it can change no more. */
  readonly isOver: boolean;
}

export interface TrueFill {
  readonly id: string;
  readonly clientOrderId: string;
  readonly symbol: string;
  readonly side: Side;
  readonly qty: Qty;
  readonly price: Price;
}

/** What really happened at the broker: the oracle. */
export interface Truth {
  readonly cash: Cents;
  readonly orders: readonly TrueOrder[];
  readonly fills: readonly TrueFill[];
  held(symbol: string): Qty;
  /** Dollars and coins that HIVE's orders did not move: deposits, transfers, trades by hand. */
  readonly external: { readonly cash: bigint; coins(symbol: string): bigint };
}

/** An order at the moment at which a process sends it. */
export interface SentOrder {
  readonly clientOrderId: string;
  readonly symbol: string;
  readonly side: string;
  readonly type: string;
  readonly timeInForce: string;
  readonly notional: string | null;
  readonly qty: string | null;
}

/** How a process reaches the exchange. */
export interface Connection {
  readonly life: Life;
  readonly clock: Clock;
  /** Called before the first byte of an order leaves. */
  readonly onSend: (order: SentOrder) => void;
}

/** The other side of the wire. */
export interface Exchange {
  readonly accountNumber: string;
  /** A client for one process. */
  connect(connection: Connection): Broker;
  /** The coming tick meets this fault, if a request comes that it strikes. @throws RangeError for an unknown one. */
  plan(fault: string, draw: (sides: number) => number): void;
  /** The planned fault is over. @returns how many requests it struck. */
  cease(): Promise<number>;
  /** Faults are over for good: what hangs is put right by the broker's staff. */
  putRight(): void;
  readonly truth: Truth;
}

export const unknownFault = (fault: string) => new RangeError(`there is no fault "${fault}" here`);
