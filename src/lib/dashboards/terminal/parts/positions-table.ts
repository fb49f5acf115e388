import { quantity } from '../../../../output/numbers.ts';
import type { ViewNode } from '../../shared/node.ts';
import { ageText } from '../../shared/parts/age.ts';
import { figure, money, moneyChange, price } from '../../shared/parts/figures.ts';
import { type Column, table } from '../../shared/parts/table.ts';
import type { LiveFeed } from '../../shared/state.ts';
import type { Place } from '../functions/definition.ts';
import { tickerRow } from './go.ts';

type Book = NonNullable<LiveFeed['status']['account']>['main'];
type Position = Book['positions'][number];

/** Positions of a book, each with what it is worth and where it is to be left. */
export function positionsTable(place: Place, positions: readonly Position[]): ViewNode {
  const { id, state } = place;
  return table({
    ...{ id: `${id}-positions`, caption: 'Open positions', rows: positions, state },
    key: ({ symbol }) => symbol,
    columns: columns(place),
  });
}

function columns(place: Place): readonly Column<Position>[] {
  const { nowMs } = place.state;
  return [
    { id: 'symbol', title: 'Symbol', cell: row => tickerRow(place, row.symbol), sortBy: row => row.symbol },
    {
      id: 'qty',
      title: 'Quantity',
      numeric: true,
      cell: row => figure(quantity(row.qty)),
      sortBy: row => row.qty,
    },
    { id: 'average', title: 'Average', numeric: true, minor: true, cell: row => price(row.averagePrice) },
    { id: 'mark', title: 'Mark', numeric: true, cell: row => price(row.mark) },
    { id: 'value', title: 'Value', numeric: true, cell: row => money(row.value), sortBy: row => row.value },
    {
      ...{ id: 'unrealised', title: 'Unrealised', numeric: true },
      ...{ cell: row => moneyChange(row.unrealised), sortBy: row => row.unrealised },
    },
    { id: 'stop', title: 'Stop', numeric: true, cell: row => price(row.stop) },
    { id: 'target', title: 'Target', numeric: true, cell: row => price(row.target) },
    {
      ...{ id: 'held', title: 'Opened', numeric: true, minor: true },
      ...{ cell: row => ageText(Date.parse(row.openedAt), nowMs), sortBy: row => row.openedAt },
    },
  ];
}
