import type { BrokerAccount } from '../broker/broker.ts';
import { formatCents } from '../core/money.ts';
import { slotOf } from '../core/order.ts';
import { type Entry, entry, type SymbolOutcome, type Worth } from '../journal/entry.ts';
import type { HiveState } from '../journal/state.ts';
import { configEntry } from './config-entry.ts';
import { equityOf, formatMarks, type MarketView, marksOf } from './market-view.ts';
import type { TickSettings } from './settings.ts';

/** The first record of a journal: of which account and market it is, and what it began with. */
export const genesisEntry = (
  { mode, market, seed }: TickSettings,
  { accountNumber, cash }: Pick<BrokerAccount, 'accountNumber' | 'cash'>,
): Entry<'GENESIS'> =>
  entry('GENESIS', {
    version: 1,
    account: accountNumber,
    mode,
    market,
    startingCash: formatCents(cash),
    seed,
  });

/** The settings, when they are not those that the journal has. */
export function changedConfig({ configHash }: HiveState, settings: TickSettings): Entry<'CONFIG'>[] {
  const config = configEntry(settings);
  return config.data.hash === configHash ? [] : [config];
}

/** What is traded, and what is no longer traded but still held: its exits go on. */
export function symbolsInPlay({ books }: HiveState, { symbols }: TickSettings): string[] {
  const held = Object.values(books).flatMap(book =>
    Object.entries(book.symbols).flatMap(([symbol, { lots }]) => (lots.length > 0 ? [symbol] : [])),
  );
  return [...new Set([...symbols, ...held])];
}

interface TickParts {
  readonly market: MarketView;
  readonly outcomes: readonly SymbolOutcome[];
  readonly nowMs: number;
}

/** The closing record, which says that the tick came to its end, and what everything is worth. */
export function tickEntry({ books }: HiveState, { market, outcomes, nowMs }: TickParts): Entry<'TICK'> {
  const marks = marksOf(market);
  const worth = { main: worthOf(books.main, marks), control: worthOf(books.control, marks) };
  return entry('TICK', { slot: slotOf(nowMs), outcomes, marks: formatMarks(marks), worth });
}

const worthOf = (...[book, marks]: Parameters<typeof equityOf>): Worth => ({
  cash: formatCents(book.cash),
  equity: formatCents(equityOf(book, marks)),
});
