import type { ViewNode } from '../../shared/node.ts';
import { ageText } from '../../shared/parts/age.ts';
import { empty } from '../../shared/parts/empty.ts';
import { price, shareChange } from '../../shared/parts/figures.ts';
import { spark } from '../../shared/parts/spark.ts';
import { type Column, table } from '../../shared/parts/table.ts';
import type { LiveFeed } from '../../shared/state.ts';
import { tickerRow } from '../parts/go.ts';
import { signalWord } from '../parts/signal-word.ts';
import { byQuote, type Place, type TerminalFunction } from './definition.ts';

type Quote = LiveFeed['quotes'][number];

/** The watchlist. */
export const w: TerminalFunction = {
  ...{ code: 'W', title: 'Watchlist', ticker: 'none', argument: null },
  about: 'The symbols of this hive with their prices and what the strategy made of them last.',
  keys: [
    ['↓ ↑', 'from the empty line into the rows, and along them'],
    ['Enter', 'opens the daily chart of the row, in the panel that shows a chart where there is one'],
  ],
  columns: [
    ['Last', 'bid where there is one, else the close of the newest bar'],
    ['Change', 'against the close of the bar before'],
    ['Closes', 'the newest closes, oldest on the left'],
    ['Signal', 'what the strategy wanted at its last decision, and how sure it was'],
    ['Age', 'how old the price is'],
  ],
  view: watchlist,
  command: () => 'hive status',
  url: () => '/api/crypto/quotes',
  age: byQuote,
};

function watchlist(place: Place): ViewNode {
  const { id, state } = place;
  const { quotes } = state.feed;
  if (quotes.length === 0) return empty('There are no prices yet.', 'hive trade tick');
  return table({
    ...{ id: `${id}-watch`, caption: 'Watchlist', rows: quotes, state },
    key: ({ symbol }) => symbol,
    columns: columns(place),
  });
}

function columns(place: Place): readonly Column<Quote>[] {
  const { feed, nowMs } = place.state;
  return [
    { id: 'symbol', title: 'Symbol', cell: row => tickerRow(place, row.symbol), sortBy: row => row.symbol },
    { id: 'last', title: 'Last', numeric: true, cell: row => price(row.price) },
    {
      ...{ id: 'change', title: 'Change', numeric: true },
      ...{ cell: row => shareChange(row.change), sortBy: row => row.change },
    },
    {
      ...{ id: 'closes', title: 'Closes', minor: true },
      cell: ({ symbol, closes }) => spark(closes, `${symbol}: the last ${closes.length} closes`),
    },
    { id: 'signal', title: 'Signal', cell: row => signalWord(feed, row.symbol) },
    {
      ...{ id: 'age', title: 'Age', numeric: true },
      ...{ cell: row => ageText(Date.parse(row.at), nowMs), sortBy: row => row.at },
    },
  ];
}
