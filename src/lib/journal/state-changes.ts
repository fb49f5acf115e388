import { utcDay } from '../core/clock.ts';
import { dataError } from '../core/errors.ts';
import { DAY_MS } from '../core/interval.ts';
import { type Cents, cents, parsePrice } from '../core/money.ts';
import type { Book, EntryData, EntryType, PlanData } from './entry.ts';
import {
  type BookState,
  type DayBudget,
  type HiveState,
  type OpenOrder,
  type Plan,
  symbolState,
} from './state.ts';

/** What a record of one type does to the state. */
export type Handler<T extends EntryType> = (state: HiveState, data: EntryData[T], atMs: number) => HiveState;

/** How long an order is remembered by its id: longer than what a tick looks back at the broker's orders. */
const REMEMBERED_MS = 2 * DAY_MS;

export const impossible = (what: string) =>
  dataError({
    code: 'JOURNAL_DAMAGED',
    message: `The journal holds ${what}.`,
    next: 'Run hive journal verify; a newer hive may have written it.',
  });

export const parsePlan = (plan: PlanData): Plan => ({
  target: plan.target === null ? null : parsePrice(plan.target),
  stop: plan.stop === null ? null : parsePrice(plan.stop),
  expiresMs: Date.parse(plan.expiresAt),
});

export const withBook = (
  state: HiveState,
  book: Book,
  change: (book: BookState) => BookState,
): HiveState => ({
  ...state,
  books: { ...state.books, [book]: change(state.books[book]) },
});

export const withSymbol = (
  book: BookState,
  symbol: string,
  change: Partial<BookState['symbols'][string]>,
): BookState => ({
  ...book,
  symbols: { ...book.symbols, [symbol]: { ...symbolState(book, symbol), ...change } },
});

export const openOrder = ({ open }: HiveState, order: string): OpenOrder | undefined =>
  Object.hasOwn(open, order) ? open[order] : undefined;

export function withOpen(
  state: HiveState,
  order: string,
  change: (open: OpenOrder) => OpenOrder | null,
): HiveState {
  const known = openOrder(state, order);
  if (!known) throw impossible(`an answer to order ${order}, which has no open intent`);
  const { [order]: _, ...others } = state.open;
  const next = change(known);
  return { ...state, open: next ? { ...others, [order]: next } : others };
}

/** The budget of the day of `atMs`; a new day starts from the equity that the last one ended with. */
export function dayBudget(book: BookState, atMs: number): DayBudget {
  const day = utcDay(atMs);
  return book.day?.day === day ? book.day : { day, orders: 0, notional: cents(0), openEquity: book.equity };
}

export function spend(book: BookState, atMs: number, value: Cents): BookState {
  const day = dayBudget(book, atMs);
  return { ...book, day: { ...day, orders: day.orders + 1, notional: cents(day.notional + value) } };
}

/**
 * What is remembered for some days only, without what is older. Days without a tick that came to its end do not count:
 * the next one looks back to before them.
 */
export function recent<T extends { readonly atMs: number }>(
  all: readonly T[],
  state: HiveState,
  atMs: number,
): readonly T[] {
  const sinceMs = rememberedSince(state, atMs);
  return all.filter(one => one.atMs > sinceMs);
}

const rememberedSince = ({ lastTickMs, startedMs }: HiveState, atMs: number): number =>
  Math.min(atMs, lastTickMs ?? startedMs) - REMEMBERED_MS;

export function forgotten(state: HiveState, atMs: number): HiveState {
  const sinceMs = rememberedSince(state, atMs);
  return {
    ...state,
    dismissed: Object.fromEntries(
      Object.entries(state.dismissed).filter(([, { intendedMs }]) => intendedMs > sinceMs),
    ),
    seenAtBroker: recent(state.seenAtBroker, state, atMs),
    recentFills: recent(state.recentFills, state, atMs),
  };
}

export const seen = (state: HiveState, id: string, atMs: number): HiveState => ({
  ...state,
  seenAtBroker: [...recent(state.seenAtBroker, state, atMs), { id, atMs }],
});
