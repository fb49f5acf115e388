import { decimal } from '../../numbers.ts';
import type { Cell } from '../cell.ts';
import { dataTable } from '../data-table.ts';
import { type Html, html } from '../html.ts';
import { TRADE_COLUMNS, tradeCells } from '../trade-cells.ts';
import type { TradeRows } from '../trade-rows.ts';
import { section } from './section.ts';

/** Rows that are there at once; the others come when they are asked for. */
export const FIRST_ROWS = 500;

/** The table of trades; `total` is how many there are, of which `rows` are the newest. */
export function tradesSection({ rows, words }: TradeRows, total: number): Html {
  if (total === 0) return section('trades', 'Trades', html`<p class="note">There are no trades.</p>`);
  const first = total - rows.length + 1;
  const shownRows = rows.slice(0, FIRST_ROWS).map((row, i) => tradeCells(row, first + i, words));
  const columns = TRADE_COLUMNS.map(({ label, isText }, place) => ({
    label,
    isText,
    cell: (cells: Cell[]) => withoutSort(cells[place]!),
  }));
  const left =
    rows.length < total
      ? ` The newest ${decimal(rows.length, 0)} of ${decimal(total, 0)} are in this page, so that it opens quickly: --export writes all of them.`
      : '';
  const shown =
    rows.length > FIRST_ROWS
      ? html`<p class="more"><span id="trades-shown">The first ${decimal(FIRST_ROWS, 0)} of ${decimal(rows.length, 0)} are shown.</span>
<button type="button" id="trades-more" hidden>Show ${decimal(FIRST_ROWS, 0)} more</button></p>`
      : html``;
  const caption = `Every trade, profits after all fees, times in UTC.${left}`;
  return section(
    'trades',
    'Trades',
    dataTable(columns, shownRows, { id: 'trade-table', caption, sortable: false }),
    shown,
  );
}

/** The script sorts trades by its own data. */
const withoutSort = ({ text, tone = '' }: Cell): Cell => ({ text, tone });
