import type { ViewNode } from '../../shared/node.ts';
import { moment } from '../../shared/parts/age.ts';
import { figure, price, shareChange } from '../../shared/parts/figures.ts';
import { type Column, table } from '../../shared/parts/table.ts';
import type { Place } from '../functions/definition.ts';
import type { Bars } from './bars.ts';
import { volumeText } from './volume-text.ts';

type Row = Bars[number] & { readonly change: number | null };

/** Bars as a table, newest first. */
export function barsTable({ id, state }: Place, bars: Bars): ViewNode {
  const rows = bars
    .map((bar, at): Row => ({ ...bar, change: at === 0 ? null : bar.close / bars[at - 1]!.close - 1 }))
    .reverse();
  return table({
    ...{ id: `${id}-bars`, caption: 'Closed bars, newest first', columns: COLUMNS, rows, state },
    key: ({ time }) => time,
  });
}

const COLUMNS: readonly Column<Row>[] = [
  { id: 'time', title: 'Opened', cell: row => moment(row.time), sortBy: row => row.time },
  { id: 'open', title: 'Open', numeric: true, minor: true, cell: row => price(row.open) },
  { id: 'high', title: 'High', numeric: true, cell: row => price(row.high), sortBy: row => row.high },
  { id: 'low', title: 'Low', numeric: true, cell: row => price(row.low), sortBy: row => row.low },
  { id: 'close', title: 'Close', numeric: true, cell: row => price(row.close), sortBy: row => row.close },
  {
    ...{ id: 'change', title: 'Change', numeric: true },
    ...{ cell: row => shareChange(row.change), sortBy: row => row.change },
  },
  {
    ...{ id: 'volume', title: 'Volume', numeric: true, minor: true },
    ...{ cell: row => figure(volumeText(row.volume)), sortBy: row => row.volume },
  },
];
