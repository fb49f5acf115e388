import { cents, type Price, parseCents, parsePrice } from '../core/money.ts';
import { slotOf } from '../core/order.ts';
import { newLearningState } from '../learning/feedback/learning-state.ts';
import { adjusted, balance, flatten } from './account-records.ts';
import { applyFill } from './apply-fill.ts';
import type { EntryData, EntryType, TimedEntry } from './entry.ts';
import {
  reset,
  settled,
  stance,
  verdict,
  warm,
  withDecision,
  withMarks,
  withVoided,
} from './learning-records.ts';
import { acknowledged, fill, intent, neverHappened, reappeared } from './order-records.ts';
import { type BookState, type HiveState, newBook, symbolState } from './state.ts';
import {
  dayBudget,
  type Handler,
  impossible,
  parsePlan,
  seen,
  spend,
  withBook,
  withOpen,
  withSymbol,
} from './state-changes.ts';

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
    learning: newLearningState(),
    armed: null,
  };
}

const unchanged = (state: HiveState): HiveState => state;

const decision: Handler<'DECISION'> = (state, data) =>
  withBook(withDecision(state, data), data.book, book =>
    withSymbol(book, data.symbol, {
      decidedEpoch: data.epoch,
      ...(data.renewedPlan ? { plan: parsePlan(data.renewedPlan) } : {}),
    }),
  );

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
  const prices = Object.entries(data.marks).map(([symbol, mark]) => ({ symbol, mark: parsePrice(mark) }));
  const marked = (['main', 'control'] as const).reduce((next, name) => {
    const equity = parseCents(data.worth[name].equity);
    return withBook(next, name, book => ({ ...marks(book, prices), day: dayBudget(book, atMs), equity }));
  }, state);
  const lastReasons = Object.fromEntries(data.outcomes.map(({ symbol, reason }) => [symbol, reason]));
  return withMarks({ ...marked, ticks: state.ticks + 1, lastTickMs: atMs, lastReasons });
};

const marks = (book: BookState, prices: readonly { symbol: string; mark: Price }[]): BookState =>
  prices.reduce((next, { symbol, mark }) => withSymbol(next, symbol, { mark }), book);

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
  BALANCE: (state, data, atMs) => withVoided(balance(state, data, atMs), data),
  FLATTEN: flatten,
  ARMED: (state, { until, withoutEvidence }) => ({
    ...state,
    armed: { untilMs: Date.parse(until), withoutEvidence },
  }),
  DISARMED: state => ({ ...state, armed: null }),
  FILL: fill,
  CLOSED: (state, { order }) => withOpen(state, order, () => null),
  STANCE: stance,
  SETTLED: settled,
  VERDICT: verdict,
  WARMED: warm,
  OVERRIDE: unchanged,
  RESET: reset,
  SHADOW: shadow,
  TICK: tick,
  HALT: unchanged,
  RESUME: unchanged,
  REPAIR: unchanged,
};
