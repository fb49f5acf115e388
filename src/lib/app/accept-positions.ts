import type { Broker } from '../broker/broker.ts';
import { configError, dataError, refusedError } from '../core/errors.ts';
import { parseInstrument } from '../core/instrument.ts';
import { DAY_MS } from '../core/interval.ts';
import {
  cents,
  dollars,
  formatCents,
  formatPrice,
  formatQty,
  type Price,
  priceFromNumber,
  type Qty,
  qty,
  qtyNumber,
} from '../core/money.ts';
import { isTerminal } from '../core/order-lifecycle.ts';
import { lotsQty } from '../core/position.ts';
import { entry } from '../journal/entry.ts';
import { type HiveState, symbolState } from '../journal/state.ts';
import { type Difference, differenceOf, isNothing } from '../tick/reconcile.ts';
import type { Adapters } from './adapters.ts';
import { lockedSession } from './locked-session.ts';
import type { JournalSession } from './tick/journal-session.ts';

/** What the journal took over from the broker. Dollars and coins. */
export interface AcceptReport {
  /** False when the journal already said what the broker says. */
  readonly changed: boolean;
  readonly cash: { readonly before: number; readonly after: number };
  /** Only the symbols that changed. */
  readonly coins: readonly { readonly symbol: string; readonly before: number; readonly after: number }[];
}

/** How far back orders are looked for that are still open. */
const OPEN_SINCE_MS = 7 * DAY_MS;

/**
 * Takes cash and coins into the journal as the broker has them: after a deposit, or trades made by hand. Coins
 * that are new are valued at the bid.
 * @throws HiveError (config) NO_JOURNAL, ACCOUNT_CHANGED; (refused) ORDERS_OPEN; (data) NO_QUOTE; (busy).
 */
export const acceptPositions = (adapters: Adapters, reason: string): Promise<AcceptReport> =>
  lockedSession(adapters, session => accept(adapters, session, reason));

async function accept(adapters: Adapters, session: JournalSession, reason: string): Promise<AcceptReport> {
  if (!session.hasBegun) throw noJournal();
  const broker = await adapters.broker();
  await refuseOpenOrders(broker, session.state, adapters.clock.now());
  const holdings = { account: await broker.account(), positions: await broker.positions() };
  refuseOther(session.state, holdings.account.accountNumber);
  const { state } = session;
  const difference = differenceOf(state, holdings);
  if (!isNothing(difference)) {
    const coins = heldAfter(state, difference);
    session.record(
      entry('BALANCE', {
        cash: formatCents(holdings.account.cash),
        coins: texts(coins, formatQty),
        marks: texts(await marksOf(adapters, state, [...coins.keys()]), formatPrice),
        reason,
      }),
    );
  }
  return reportOf(state, difference);
}

const texts = <T>(amounts: ReadonlyMap<string, T>, format: (amount: T) => string): Record<string, string> =>
  Object.fromEntries([...amounts].map(([symbol, amount]) => [symbol, format(amount)]));

const heldBefore = ({ books }: HiveState, symbol: string): Qty =>
  lotsQty(symbolState(books.main, symbol).lots);

const heldAfter = (state: HiveState, { coins }: Difference): ReadonlyMap<string, Qty> =>
  new Map([...coins].map(([symbol, change]) => [symbol, qty(heldBefore(state, symbol) + change)]));

const reportOf = (state: HiveState, difference: Difference): AcceptReport => {
  const { cash } = state.books.main;
  return {
    changed: !isNothing(difference),
    cash: { before: dollars(cash), after: dollars(cents(cash + difference.cash)) },
    coins: [...heldAfter(state, difference)].map(([symbol, after]) => ({
      symbol,
      before: qtyNumber(heldBefore(state, symbol)),
      after: qtyNumber(after),
    })),
  };
};

async function marksOf(
  adapters: Adapters,
  state: HiveState,
  symbols: readonly string[],
): Promise<ReadonlyMap<string, Price>> {
  const quotes = await adapters.quotes((await adapters.store()).bars);
  const marks = new Map<string, Price>();
  for (const symbol of symbols) {
    const quote = await quotes.quote(parseInstrument(symbol), adapters.clock.now());
    const mark =
      quote && quote.bid > 0 ? priceFromNumber(quote.bid) : symbolState(state.books.main, symbol).mark;
    if (!mark) throw noQuote(symbol);
    marks.set(symbol, mark);
  }
  return marks;
}

/** What an open order holds or will change cannot be taken as it is. */
async function refuseOpenOrders(broker: Broker, { open }: HiveState, nowMs: number): Promise<void> {
  const own = Object.keys(open);
  const atBroker = (await broker.ordersSince(nowMs - OPEN_SINCE_MS)).filter(
    ({ status }) => !isTerminal(status),
  );
  const ids = new Set([...own, ...atBroker.map(({ clientOrderId }) => clientOrderId)]);
  if (ids.size === 0) return;
  throw refusedError({
    code: 'ORDERS_OPEN',
    message: `While orders are open nothing is taken over: ${[...ids].join(', ')}.`,
    next: 'Let the next ticks settle them (hive trade tick), or cancel those made by hand at the broker.',
    retryable: true,
  });
}

function refuseOther(state: HiveState, account: string): void {
  if (state.account === account) return;
  throw configError({
    code: 'ACCOUNT_CHANGED',
    message: `The journal is of account ${state.account}; the keys are of account ${account}.`,
    next: 'Use the keys of the account of this journal, or another home folder: --home FOLDER.',
  });
}

const noJournal = () =>
  configError({
    code: 'NO_JOURNAL',
    message: 'There is no journal yet; it begins with what the account has.',
    next: 'Run: hive trade tick',
  });

const noQuote = (symbol: string) =>
  dataError({
    code: 'NO_QUOTE',
    message: `There is no quote of ${symbol} to value it at.`,
    next: 'Run the command again when its market has a quote.',
    retryable: true,
  });
