import { percent } from '../../../../output/numbers.ts';
import type { ViewNode } from '../../shared/node.ts';
import { ageText } from '../../shared/parts/age.ts';
import { badge, type Level } from '../../shared/parts/badge.ts';
import { empty } from '../../shared/parts/empty.ts';
import { figure, price } from '../../shared/parts/figures.ts';
import { type Column, table } from '../../shared/parts/table.ts';
import type { LiveFeed } from '../../shared/state.ts';
import { tickerRow } from '../parts/go.ts';
import { ofTicker } from '../parts/of-ticker.ts';
import { byTick, type Place, type TerminalFunction } from './definition.ts';

type Order = LiveFeed['orders']['orders'][number];

const LEVELS: Readonly<Record<Order['state'], Level>> = {
  ...{ intended: 'info', open: 'info', unknown: 'problem' },
  ...{ closed: 'ok', refused: 'warning', absent: 'warning' },
};

/** Orders and what became of them. */
export const ord: TerminalFunction = {
  ...{ code: 'ORD', title: 'Orders', ticker: 'optional', argument: null },
  about: 'Orders from their intent to their end, newest first.',
  columns: [
    [
      'State',
      'intended: not known to have arrived; open: at the broker; unknown: frozen until it is resolved',
    ],
    ['For', 'dollars to spend, or coins to sell'],
    ['Filled', 'coins filled so far, and their average price'],
    ['Confidence', 'of the signal behind it; none for exits'],
  ],
  view: orders,
  command: () => 'hive journal export --types INTENT',
  url: () => '/api/crypto/orders',
  age: byTick,
};

function orders(place: Place): ViewNode {
  const { id, state, screen } = place;
  const rows = ofTicker(state.feed.orders.orders, screen);
  if (rows.length === 0) return empty('No order has been made.', 'hive trade why');
  return table({
    ...{ id: `${id}-orders`, caption: 'Orders', rows, state, columns: columns(place) },
    key: ({ order }) => order,
  });
}

const columns = (place: Place): readonly Column<Order>[] => [
  {
    ...{ id: 'at', title: 'Age', numeric: true },
    ...{ cell: row => ageText(Date.parse(row.at), place.state.nowMs), sortBy: row => row.at },
  },
  { id: 'symbol', title: 'Symbol', cell: row => tickerRow(place, row.symbol), sortBy: row => row.symbol },
  { id: 'side', title: 'Side', cell: row => row.side.toUpperCase(), sortBy: row => row.side },
  { id: 'state', title: 'State', cell: row => badge(LEVELS[row.state], row.state), sortBy: row => row.state },
  {
    id: 'for',
    title: 'For',
    numeric: true,
    cell: row => figure(row.notional ? `$${row.notional}` : (row.qty ?? '–')),
  },
  { id: 'filled', title: 'Filled', numeric: true, minor: true, cell: row => figure(row.filledQty) },
  { id: 'average', title: 'Average', numeric: true, cell: row => price(row.averagePrice) },
  {
    ...{ id: 'confidence', title: 'Confidence', numeric: true, minor: true },
    ...{ cell: row => figure(percent(row.confidence, 0)), sortBy: row => row.confidence },
  },
  { id: 'reason', title: 'Reason', minor: true, cell: row => row.reason },
  { id: 'detail', title: 'Detail', minor: true, cell: row => row.detail || '–' },
];
