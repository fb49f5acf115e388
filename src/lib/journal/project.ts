import { utcDay } from '../core/clock.ts';
import { dataError } from '../core/errors.ts';
import { DAY_MS } from '../core/interval.ts';
import { type Cents, cents, parseCents, parsePrice, parseQty, qty } from '../core/money.ts';
import { slotOf } from '../core/order.ts';
import { adjustCash, adjustCoins, takeCash, takeCoins } from './adjust-book.ts';
import { applyFill } from './apply-fill.ts';
import type { Book, EntryData, EntryType, PlanData, TimedEntry } from './entry.ts';
import {
  type BookState,
  type DayBudget,
  type HiveState,
  newBook,
  type OpenOrder,
  type Plan,
  symbolState,
} from './state.ts';

/** How long an order is remembered by its id: longer than the window in which foreign orders are looked for. */
const REMEMBERED_MS = 2 * DAY_MS;

type Handler<T extends EntryType> = (state: HiveState, data: EntryData[T], atMs: number) => HiveState;

/**
 * Folds one journal entry into the state. Pure: the same journal always gives the same state, whether
 * folded at once or in parts.
 * @throws HiveError (data, JOURNAL_DAMAGED) when the entry cannot follow the state.
 */
export function project(state: HiveState | null, { type, data, atMs }: TimedEntry): HiveState {
  if (type === 'GENESIS' && !state) return begin(data as EntryData['GENESIS'], atMs);
  if (type === 'GENESIS') throw impossible('a second GENESIS record');
  if (!state) throw impossible(`a ${type} record before GENESIS`);
  if (!Object.hasOwn(handlers, type)) throw impossible(`a record of unknown type "${type}"`);
  const handler = handlers[type] as Handler<never>;
  return handler(state, data as never, atMs);
}

const impossible = (what: string) =>
  dataError({
    code: 'JOURNAL_DAMAGED',
    message: `The journal holds ${what}.`,
    next: 'Run hive journal verify; a newer hive may have written it.',
  });

/** Format of the journal that this version writes and reads. */
const FORMAT: number = 1;

function begin(data: EntryData['GENESIS'], atMs: number): HiveState {
  if (data.version !== FORMAT) throw impossible(`a GENESIS record of format ${data.version}, not ${FORMAT}`);
  const cash = parseCents(data.startingCash);
  return {
    account: data.account,
    mode: data.mode,
    market: data.market,
    startingCash: cash,
    startedMs: atMs,
    configHash: null,
    books: { main: newBook(cash), control: newBook(cash) },
    open: {},
    recentOrders: [],
    dismissed: {},
    seenAtBroker: [],
    recentFills: [],
    ticks: 0,
    lastTickMs: null,
    lastReasons: {},
  };
}

export const parsePlan = (plan: PlanData): Plan => ({
  target: plan.target === null ? null : parsePrice(plan.target),
  stop: plan.stop === null ? null : parsePrice(plan.stop),
  expiresMs: Date.parse(plan.expiresAt),
});

const unchanged = (state: HiveState): HiveState => state;

const withBook = (state: HiveState, book: Book, change: (book: BookState) => BookState): HiveState => ({
  ...state,
  books: { ...state.books, [book]: change(state.books[book]) },
});

const withSymbol = (
  book: BookState,
  symbol: string,
  change: Partial<BookState['symbols'][string]>,
): BookState => ({
  ...book,
  symbols: { ...book.symbols, [symbol]: { ...symbolState(book, symbol), ...change } },
});

const openOrder = ({ open }: HiveState, order: string): OpenOrder | undefined =>
  Object.hasOwn(open, order) ? open[order] : undefined;

function withOpen(state: HiveState, order: string, change: (open: OpenOrder) => OpenOrder | null): HiveState {
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

function spend(book: BookState, atMs: number, value: Cents): BookState {
  const day = dayBudget(book, atMs);
  return { ...book, day: { ...day, orders: day.orders + 1, notional: cents(day.notional + value) } };
}

const decision: Handler<'DECISION'> = (state, data) =>
  withBook(state, data.book, book =>
    withSymbol(book, data.symbol, {
      decidedEpoch: data.epoch,
      ...(data.renewedPlan ? { plan: parsePlan(data.renewedPlan) } : {}),
    }),
  );

const intent: Handler<'INTENT'> = (state, data, atMs) => {
  if (state.recentOrders.some(({ order }) => order === data.order))
    throw impossible(`a second intent of order ${data.order}`);
  const open: OpenOrder = {
    order: data.order,
    decision: data.decision,
    symbol: data.symbol,
    side: data.side,
    purpose: data.purpose,
    reason: data.reason,
    value: parseCents(data.value),
    qty: data.qty === undefined ? null : parseQty(data.qty),
    confidence: data.confidence,
    intendedMs: atMs,
    acknowledged: false,
    filledQty: qty(0),
    fills: [],
    misses: 0,
    plan: data.plan ? parsePlan(data.plan) : null,
  };
  const counted = withBook(state, 'main', book => {
    const { slots } = symbolState(book, data.symbol);
    const spent = spend(book, atMs, open.value);
    return withSymbol(spent, data.symbol, {
      slots: { ...slots, [data.side]: data.slot },
      ...(data.purpose === 'entry' ? { lastEntryMs: atMs } : { closing: data.reason }),
    });
  });
  const recentOrders = [...recent(counted.recentOrders, atMs), { order: open.order, brokerId: null, atMs }];
  return { ...forgotten(counted, atMs), recentOrders, open: { ...counted.open, [open.order]: open } };
};

const recent = <T extends { readonly atMs: number }>(all: readonly T[], atMs: number): readonly T[] =>
  all.filter(one => one.atMs > atMs - REMEMBERED_MS);

/** What is remembered for some days only, without what is older. */
const forgotten = (state: HiveState, atMs: number): HiveState => ({
  ...state,
  dismissed: Object.fromEntries(
    Object.entries(state.dismissed).filter(([, { intendedMs }]) => intendedMs > atMs - REMEMBERED_MS),
  ),
  seenAtBroker: recent(state.seenAtBroker, atMs),
  recentFills: recent(state.recentFills, atMs),
});

/** Money that never moved goes back to the budgets of its day; the slot stays used. */
function refund(state: HiveState, order: OpenOrder): HiveState {
  return withBook(state, 'main', book => {
    if (!book.day || book.day.day !== utcDay(order.intendedMs)) return book;
    const day = {
      ...book.day,
      orders: book.day.orders - 1,
      notional: cents(book.day.notional - order.value),
    };
    return { ...book, day };
  });
}

const neverHappened: Handler<'REFUSED' | 'ABSENT'> = (state, { order }) => {
  const known = openOrder(state, order);
  const closed = withOpen(state, order, () => null);
  if (!known) return closed;
  return refund({ ...closed, dismissed: { ...closed.dismissed, [order]: known } }, known);
};

const acknowledged = (state: HiveState, order: string, brokerId: string): HiveState => ({
  ...withOpen(state, order, open => ({ ...open, acknowledged: true })),
  recentOrders: state.recentOrders.map(known => (known.order === order ? { ...known, brokerId } : known)),
});

const reappeared: Handler<'REAPPEARED'> = (state, { order, brokerId }) => {
  const known = state.dismissed[order];
  if (!known) throw impossible(`a reappearance of order ${order}, which was not dismissed`);
  const { [order]: _, ...dismissed } = state.dismissed;
  const counted = withBook(state, 'main', book => {
    const { day } = book;
    if (!day || day.day !== utcDay(known.intendedMs)) return book;
    return { ...book, day: { ...day, orders: day.orders + 1, notional: cents(day.notional + known.value) } };
  });
  return acknowledged({ ...counted, dismissed, open: { ...counted.open, [order]: known } }, order, brokerId);
};

const seen = (state: HiveState, id: string, atMs: number): HiveState => ({
  ...state,
  seenAtBroker: [...recent(state.seenAtBroker, atMs), { id, atMs }],
});

const adjusted: Handler<'ADJUSTED'> = (state, { cash, coins }, atMs) =>
  withBook(state, 'main', book =>
    Object.entries(coins).reduce(
      (next, [symbol, change]) => adjustCoins(next, symbol, parseQty(change), atMs),
      adjustCash(book, parseCents(cash)),
    ),
  );

const balance: Handler<'BALANCE'> = (state, { cash, coins, marks }, atMs) =>
  withBook(state, 'main', book =>
    Object.entries(coins).reduce(
      (next, [symbol, held]) =>
        takeCoins(next, { symbol, held: parseQty(held), mark: parsePrice(marks[symbol]!), atMs }),
      takeCash(book, parseCents(cash)),
    ),
  );

/** Positions are left as by any exit that has begun: what is not sold at once, later ticks go on selling. */
const flatten: Handler<'FLATTEN'> = (state, { symbols }) =>
  withBook(state, 'main', book =>
    symbols.reduce((next, symbol) => withSymbol(next, symbol, { closing: 'EXIT_FLATTEN' }), book),
  );

const fill: Handler<'FILL'> = (state, data, atMs) => {
  const order = openOrder(state, data.order);
  if (!order) throw impossible(`a fill of order ${data.order}, which is not open`);
  if (order.fills.includes(data.fill)) throw impossible(`fill ${data.fill} twice`);
  const moved = withBook(state, 'main', book => applyFill(book, data, order));
  const feeCash = data.side === 'sell' ? parseCents(data.fee) : cents(0);
  const recentFills = [...recent(state.recentFills, atMs), { symbol: data.symbol, feeCash, atMs }];
  return withOpen({ ...moved, recentFills }, data.order, open => ({
    ...open,
    fills: [...open.fills, data.fill],
    filledQty: qty(open.filledQty + parseQty(data.qty)),
  }));
};

/** The control arm's order and its fill in one: it uses up slot, budget and cooldown as an INTENT does. */
const shadow: Handler<'SHADOW'> = (state, data, atMs) =>
  withBook(state, 'control', book => {
    const { side, symbol, reason } = data;
    const purpose = side === 'buy' ? 'entry' : 'exit';
    const plan = data.plan ? parsePlan(data.plan) : null;
    const { slots } = symbolState(book, symbol);
    const ordered = withSymbol(book, symbol, {
      slots: { ...slots, [side]: slotOf(atMs) },
      ...(purpose === 'entry' ? { lastEntryMs: atMs } : { closing: reason }),
    });
    const filled = applyFill(ordered, data, { purpose, reason, plan });
    return spend(filled, atMs, cents(side === 'buy' ? -parseCents(data.cash) : parseCents(data.cash)));
  });

const tick: Handler<'TICK'> = (state, data, atMs) => {
  const marked = (['main', 'control'] as const).reduce((next, name) => {
    const equity = parseCents(data.worth[name].equity);
    return withBook(next, name, book => ({ ...marks(book, data.marks), day: dayBudget(book, atMs), equity }));
  }, state);
  const lastReasons = Object.fromEntries(data.outcomes.map(({ symbol, reason }) => [symbol, reason]));
  return { ...marked, ticks: state.ticks + 1, lastTickMs: atMs, lastReasons };
};

const marks = (book: BookState, prices: Readonly<Record<string, string>>): BookState =>
  Object.entries(prices).reduce(
    (next, [symbol, mark]) => withSymbol(next, symbol, { mark: parsePrice(mark) }),
    book,
  );

const handlers: { readonly [T in Exclude<EntryType, 'GENESIS'>]: Handler<T> } = {
  CONFIG: (state, { hash }) => ({ ...state, configHash: hash }),
  DECISION: decision,
  INTENT: intent,
  ACCEPTED: (state, { order, brokerId }) => acknowledged(state, order, brokerId),
  UNKNOWN: (state, { order }) => withOpen(state, order, open => open),
  MISSED: (state, { order }) => withOpen(state, order, open => ({ ...open, misses: open.misses + 1 })),
  REFUSED: neverHappened,
  ABSENT: neverHappened,
  REAPPEARED: reappeared,
  EXTERNAL: (state, { brokerId }, atMs) => seen(state, brokerId, atMs),
  FEE: (state, { fee }, atMs) => seen(state, fee, atMs),
  ADJUSTED: adjusted,
  BALANCE: balance,
  FLATTEN: flatten,
  ARMED: unchanged,
  DISARMED: unchanged,
  FILL: fill,
  CLOSED: (state, { order }) => withOpen(state, order, () => null),
  SHADOW: shadow,
  TICK: tick,
  HALT: unchanged,
  RESUME: unchanged,
  REPAIR: unchanged,
};
