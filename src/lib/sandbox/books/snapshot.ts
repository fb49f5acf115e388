import type { Cents } from '../../core/money.ts';
import type { Books } from './books.ts';
import type { SandboxFee, SandboxFill, SandboxOrder, SandboxPosition, SandboxTransfer } from './state.ts';

/** Books as plain JSON; amounts are decimal texts of their smallest unit. */
export interface BooksSnapshot {
  readonly cash: string;
  readonly orders: readonly object[];
  readonly positions: readonly object[];
  readonly fills: readonly object[];
  readonly fees: readonly object[];
  readonly transfers: readonly object[];
}

/** Members that are amounts. */
const AMOUNTS = new Set([
  'qty',
  'notional',
  'limitPrice',
  'stopPrice',
  'referencePrice',
  'filledQty',
  'filledCost',
  'cost',
  'price',
  'cumQty',
  'leavesQty',
  'feeQty',
  'feeCash',
  'cash',
]);

const toPlain = (item: object): object =>
  Object.fromEntries(
    Object.entries(item).map(([key, value]) => [key, typeof value === 'bigint' ? `${value}` : value]),
  );

function fromPlain<T>(item: object): T {
  const entries = Object.entries(item).map(([key, value]) => [
    key,
    AMOUNTS.has(key) && typeof value === 'string' ? BigInt(value) : value,
  ]);
  return Object.fromEntries(entries) as T;
}

export const takeSnapshot = (books: Books): BooksSnapshot => ({
  cash: `${books.cash}`,
  orders: [...books.orders.values()].map(toPlain),
  positions: [...books.positions.values()].map(toPlain),
  fills: books.fills.map(toPlain),
  fees: books.fees.map(toPlain),
  transfers: books.transfers.map(toPlain),
});

/** Fills empty books with what a snapshot holds. */
export function restoreSnapshot(books: Books, snapshot: BooksSnapshot): void {
  books.cash = BigInt(snapshot.cash) as Cents;
  for (const order of snapshot.orders) books.add(fromPlain<SandboxOrder>(order));
  for (const item of snapshot.positions) {
    const position = fromPlain<SandboxPosition>(item);
    books.positions.set(position.symbol, position);
  }
  books.fills.push(...snapshot.fills.map(fromPlain<SandboxFill>));
  books.fees.push(...snapshot.fees.map(fromPlain<SandboxFee>));
  books.transfers.push(...snapshot.transfers.map(fromPlain<SandboxTransfer>));
}
