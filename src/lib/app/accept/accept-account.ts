import { configError, dataError, refusedError } from '../../core/errors.ts';
import { parseInstrument } from '../../core/instrument.ts';
import { DAY_MS } from '../../core/interval.ts';
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
} from '../../core/money.ts';
import { isTerminal } from '../../core/order-lifecycle.ts';
import { lotsQty } from '../../core/position.ts';
import { type Entry, entry } from '../../journal/entry.ts';
import { type HiveState, symbolState } from '../../journal/state.ts';
import { type Difference, differenceOf, isNothing } from '../../tick/reconcile.ts';
import type { TickPorts } from '../tick/ports.ts';
import { lostOrders } from './lost-orders.ts';

/** What the journal took over from the broker. Dollars and coins. */
export interface AcceptReport {
  /** False when the journal already said what the broker says. */
  readonly changed: boolean;
  readonly cash: { readonly before: number; readonly after: number };
  /** Only the symbols that changed. */
  readonly coins: readonly { readonly symbol: string; readonly before: number; readonly after: number }[];
  /** Orders given up: the broker has no trace of them. */
  readonly lost: readonly string[];
}

export type AcceptPorts = Pick<TickPorts, 'broker' | 'journal' | 'clock' | 'quotes'>;

/** How far back orders are looked for that are still open. */
const OPEN_SINCE_MS = 7 * DAY_MS;

/**
 * Takes cash and coins into a journal as the broker has them: after a deposit, or trades made by hand. Coins that are
 * new are valued at the bid. Open orders of which the broker has no trace are given up.
 * @throws HiveError (config) ACCOUNT_CHANGED; (refused) ORDERS_OPEN; (data) NO_QUOTE.
 */
export async function acceptAccount(ports: AcceptPorts, reason: string): Promise<AcceptReport> {
  const { broker, journal } = ports;
  refuseOther(journal.state, (await broker.account()).accountNumber);
  const lost = await lostOrders(ports);
  await refuseOpenOrders(ports, lost);
  // Read after the orders: none of them changes it any more.
  const holdings = { account: await broker.account(), positions: await broker.positions() };
  const { state } = journal;
  const difference = differenceOf(state, holdings);
  const entries: Entry[] = lost.map(order => entry('ABSENT', { order, reason }));
  if (!isNothing(difference)) {
    const coins = heldAfter(state, difference);
    entries.push(
      entry('BALANCE', {
        cash: formatCents(holdings.account.cash),
        coins: texts(coins, formatQty),
        marks: texts(await marksOf(ports, [...coins.keys()]), formatPrice),
        reason,
      }),
    );
  }
  if (entries.length > 0) journal.record(...entries);
  return { ...reportOf(state, difference), changed: entries.length > 0, lost };
}

const texts = <T>(amounts: ReadonlyMap<string, T>, format: (amount: T) => string): Record<string, string> =>
  Object.fromEntries([...amounts].map(([symbol, amount]) => [symbol, format(amount)]));

const heldBefore = ({ books }: HiveState, symbol: string): Qty =>
  lotsQty(symbolState(books.main, symbol).lots);

const heldAfter = (state: HiveState, { coins }: Difference): ReadonlyMap<string, Qty> =>
  new Map([...coins].map(([symbol, change]) => [symbol, qty(heldBefore(state, symbol) + change)]));

const reportOf = (state: HiveState, difference: Difference): Pick<AcceptReport, 'cash' | 'coins'> => {
  const { cash } = state.books.main;
  return {
    cash: { before: dollars(cash), after: dollars(cents(cash + difference.cash)) },
    coins: [...heldAfter(state, difference)].map(([symbol, after]) => ({
      symbol,
      before: qtyNumber(heldBefore(state, symbol)),
      after: qtyNumber(after),
    })),
  };
};

async function marksOf(
  { journal, quotes, clock }: AcceptPorts,
  symbols: readonly string[],
): Promise<ReadonlyMap<string, Price>> {
  const marks = new Map<string, Price>();
  for (const symbol of symbols) {
    const quote = await quotes.quote(parseInstrument(symbol), clock.now());
    const known = symbolState(journal.state.books.main, symbol).mark;
    const mark = quote && quote.bid > 0 ? priceFromNumber(quote.bid) : known;
    if (!mark) throw noQuote(symbol);
    marks.set(symbol, mark);
  }
  return marks;
}

/** What an open order holds or will change cannot be taken as it is. */
async function refuseOpenOrders(
  { broker, journal, clock }: AcceptPorts,
  lost: readonly string[],
): Promise<void> {
  const own = Object.keys(journal.state.open).filter(order => !lost.includes(order));
  const atBroker = (await broker.ordersSince(clock.now() - OPEN_SINCE_MS)).filter(
    ({ status }) => !isTerminal(status),
  );
  const ids = new Set([...own, ...atBroker.map(({ clientOrderId }) => clientOrderId)]);
  if (ids.size === 0) return;
  throw refusedError({
    code: 'ORDERS_OPEN',
    message: `While orders are open nothing is taken over: ${[...ids].join(', ')}.`,
    next: 'Let the next ticks settle them (hive trade tick), or cancel those made by hand at the broker. One of which the broker has no trace is given up here after 15 minutes.',
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

const noQuote = (symbol: string) =>
  dataError({
    code: 'NO_QUOTE',
    message: `There is no quote of ${symbol} to value it at.`,
    next: 'Run the command again when its market has a quote.',
    retryable: true,
  });
