import type { ViewNode } from '../../shared/node.ts';
import { age } from '../../shared/parts/age.ts';
import { empty } from '../../shared/parts/empty.ts';
import { figure, money, moneyChange, priceText } from '../../shared/parts/figures.ts';
import { type Column, table } from '../../shared/parts/table.ts';
import type { LiveFeed } from '../../shared/state.ts';
import { shellName } from '../desk/ticker.ts';
import { tickerRow } from '../parts/go.ts';
import { ofTicker } from '../parts/of-ticker.ts';
import { byTick, type Place, type TerminalFunction } from './definition.ts';

type Fill = LiveFeed['fills'][number];

const dollars = (exact: string | null): number | null => (exact === null ? null : Number(exact));

/** The blotter. */
export const blot: TerminalFunction = {
  ...{ code: 'BLOT', title: 'Fills', ticker: 'optional', argument: null },
  about: 'What was bought and sold, newest first, with fees and what each sale earned.',
  columns: [
    ['Fee', 'dollars, whichever way the broker took it'],
    ['Realised', 'profit of a sale, fees of both ways included; none for buys'],
    ['Reason', 'why it was traded; the words are in docs/reasons.md'],
  ],
  view: fills,
  command: ({ ticker }) => (ticker ? `hive trades --symbol ${shellName(ticker)}` : 'hive trades'),
  url: ({ ticker }) => `/api/crypto/trades${ticker ? `?symbol=${encodeURIComponent(ticker)}` : ''}`,
  age: byTick,
};

function fills(place: Place): ViewNode {
  const { id, state, screen } = place;
  const rows = ofTicker(state.feed.fills, screen);
  if (rows.length === 0) return empty('Nothing has been traded yet.', 'hive trade why');
  return table({
    ...{ id: `${id}-fills`, caption: 'Fills', rows, state, columns: columns(place) },
    key: ({ fill }) => fill,
  });
}

const columns = (place: Place): readonly Column<Fill>[] => [
  {
    id: 'at',
    title: 'Age',
    numeric: true,
    cell: row => age(row.at, place.state.nowMs),
    sortBy: row => row.at,
  },
  { id: 'symbol', title: 'Symbol', cell: row => tickerRow(place, row.symbol), sortBy: row => row.symbol },
  { id: 'side', title: 'Side', cell: row => row.side.toUpperCase(), sortBy: row => row.side },
  {
    id: 'qty',
    title: 'Quantity',
    numeric: true,
    cell: row => figure(row.qty),
    sortBy: row => Number(row.qty),
  },
  { id: 'price', title: 'Price', numeric: true, cell: row => figure(priceText(Number(row.price))) },
  { id: 'cash', title: 'Cash', numeric: true, minor: true, cell: row => figure(row.cash) },
  { id: 'fee', title: 'Fee', numeric: true, minor: true, cell: row => money(Number(row.fee)) },
  {
    ...{ id: 'realised', title: 'Realised', numeric: true },
    ...{ cell: row => moneyChange(dollars(row.realised)), sortBy: row => dollars(row.realised) },
  },
  { id: 'reason', title: 'Reason', cell: row => row.reason },
];
