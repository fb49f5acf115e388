import type { Cell } from './cell.ts';
import { type Content, each, type Html, html } from './html.ts';

export interface Column<T> {
  readonly label: string;
  /** Text columns are set to the left; numbers, the rule, to the right. */
  readonly isText?: boolean;
  readonly cell: (row: T) => Cell | string;
}

export interface TableOptions {
  readonly id: string;
  readonly caption: Content;
  /** Rows can be put into another order by their column heads (needs the script). */
  readonly sortable?: boolean;
}

/** A table in a frame of its own that scrolls sideways when the page is narrower; its first column heads the rows. */
export function dataTable<T>(
  columns: readonly Column<T>[],
  rows: readonly T[],
  { id, caption, sortable = true }: TableOptions,
): Html {
  const heads = each(columns, ({ label, isText }) => html`<th scope="col"${isText && TEXT}>${label}</th>`);
  const body = each(rows, row => html`<tr>${columns.map((column, i) => place(column, row, i === 0))}</tr>`);
  return html`<div class="scroll" role="region" tabindex="0" aria-labelledby="${id}-caption">
<table id="${id}"${sortable && SORTABLE}>
<caption id="${id}-caption">${caption}</caption>
<thead><tr>${heads}</tr></thead>
<tbody>
${body}
</tbody>
</table>
</div>`;
}

const TEXT = html` class="text"`;
const SORTABLE = html` data-sortable`;

/** End tags of cells may be left out in HTML; a table of days is a third smaller without them. */
function place<T>(column: Column<T>, row: T, isHead: boolean): Html {
  const found = column.cell(row);
  const { text, tone = '', sort } = typeof found === 'string' ? { text: found } : found;
  const names = [column.isText && 'text', tone].filter(Boolean).join(' ');
  const attributes = [
    names && html` class="${names}"`,
    sort !== undefined && html` data-sort="${sort === null ? '' : String(sort)}"`,
  ];
  return isHead ? html`<th scope="row"${attributes}>${text}` : html`<td${attributes}>${text}`;
}
