import { percent } from '../../../../output/numbers.ts';
import { h, type ViewNode } from '../../shared/node.ts';
import { empty } from '../../shared/parts/empty.ts';
import { money, moneyChange, share } from '../../shared/parts/figures.ts';
import { island } from '../../shared/parts/island.ts';
import { type Column, table } from '../../shared/parts/table.ts';
import type { LiveFeed } from '../../shared/state.ts';
import { EQUITY_URL, equityOf } from '../equity.ts';
import { type DayResult, resultsByDay } from '../results-by-day.ts';
import { byTick, type Place, type TerminalFunction } from './definition.ts';

type Book = NonNullable<LiveFeed['status']['account']>['main'];

/** Profit and loss. */
export const pnl: TerminalFunction = {
  ...{ code: 'PNL', title: 'Profit and loss', ticker: 'none', argument: null },
  about: 'Equity of the account against the control arm, which trades at random under the same costs.',
  columns: [
    ['Account, Control', 'the account that trades, and the random arm beside it'],
    ['Realised', 'from sales, fees included'],
    ['Unrealised', 'from what is open, at the bid'],
    ['Day', 'UTC; from the last equity of the day before to that of the day'],
  ],
  needs: () => [EQUITY_URL],
  view: profit,
  command: () => 'hive status',
  url: () => EQUITY_URL,
  age: byTick,
};

function profit(place: Place): ViewNode {
  const { id, state } = place;
  const { account, today } = state.feed.status;
  if (!account) return empty('There is no account before the first tick.', 'hive trade tick');
  const equity = equityOf(state);
  return h(
    'div',
    { class: 'stack' },
    h(
      'p',
      { class: 'sums' },
      h('span', {}, 'Today ', moneyChange(today?.profit ?? null)),
      h('span', {}, 'Started with ', money(account.startingCash)),
      h('span', {}, 'Largest fall ', share(equity.maxDrawdown, 2)),
    ),
    equity.points.length > 1 &&
      island(
        { id: `${id}-equity`, kind: 'equity', label: 'Equity of the account and of the control arm' },
        `Equity over ${equity.ticks} ticks; largest fall ${percent(equity.maxDrawdown, 2)}.`,
      ),
    booksTable(place, account),
    daysTable(place, resultsByDay(equity.points)),
  );
}

type BookRow = readonly [name: string, of: (book: Book) => ViewNode | string];

const BOOK_ROWS: readonly BookRow[] = [
  ['Equity', book => money(book.equity)],
  ['Profit', book => moneyChange(book.profit)],
  ['Realised', book => moneyChange(book.realised)],
  ['Unrealised', book => moneyChange(book.unrealised)],
  ['Fees', book => money(book.fees)],
  ['Turnover', book => money(book.turnover)],
  ['Trades', book => String(book.trades)],
  ['Round trips won', book => `${book.wins} of ${book.roundTrips}`],
];

function booksTable({ id, state }: Place, books: NonNullable<LiveFeed['status']['account']>): ViewNode {
  return table<BookRow>({
    ...{ id: `${id}-books`, caption: 'The account against the control arm', rows: BOOK_ROWS, state },
    key: ([name]) => name,
    columns: [
      { id: 'what', title: 'Since the start', cell: ([name]) => name },
      { id: 'account', title: 'Account', numeric: true, cell: ([, of]) => of(books.main) },
      { id: 'control', title: 'Control', numeric: true, cell: ([, of]) => of(books.control) },
    ],
  });
}

const DAY_COLUMNS: readonly Column<DayResult>[] = [
  { id: 'day', title: 'Day', cell: row => row.day, sortBy: row => row.day },
  { id: 'equity', title: 'Equity', numeric: true, cell: row => money(row.equity), sortBy: row => row.equity },
  {
    ...{ id: 'account', title: 'Account', numeric: true },
    ...{ cell: row => moneyChange(row.change), sortBy: row => row.change },
  },
  {
    ...{ id: 'control', title: 'Control', numeric: true },
    ...{ cell: row => moneyChange(row.controlChange), sortBy: row => row.controlChange },
  },
];

const daysTable = ({ id, state }: Place, rows: readonly DayResult[]): ViewNode =>
  table({
    ...{ id: `${id}-days`, caption: 'Profit by day, newest first', columns: DAY_COLUMNS, rows, state },
    key: ({ day }) => day,
  });
