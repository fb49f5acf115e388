import type { BrokerAccount, BrokerFee, BrokerFill, BrokerOrder, BrokerPosition } from '../broker/broker.ts';

/** Everything that the broker says of the account, read within a moment. */
export interface BrokerBooks {
  /** Whether its books follow `settle` to the last unit at once. */
  readonly settlesExactly: boolean;
  readonly account: BrokerAccount;
  readonly positions: readonly BrokerPosition[];
  readonly orders: readonly BrokerOrder[];
  readonly fills: readonly BrokerFill[];
  readonly fees: readonly BrokerFee[];
}

/** What is judged: orders, fills and fees from `sinceMs` on; the broker was asked from some time before it. */
export interface Scope {
  readonly sinceMs: number;
  readonly nowMs: number;
}

/** Groups by a key, in the order of first appearance. */
export function groupBy<T>(
  items: Iterable<T>,
  keyOf: (item: T) => string,
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
