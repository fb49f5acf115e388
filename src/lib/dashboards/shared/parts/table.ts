import { type Child, h, type ViewNode } from '../node.ts';
import type { PageState } from '../state.ts';

export interface Column<Row> {
  readonly id: string;
  readonly title: string;
  readonly cell: (row: Row) => Child;
  /** What rows are sorted by; without it the column cannot be sorted. */
  readonly sortBy?: (row: Row) => number | string | null;
  /** Figures stand on the right. */
  readonly numeric?: boolean;
  /** Left out where there is little room. */
  readonly minor?: boolean;
}

export interface TableOptions<Row> {
  readonly id: string;
  /** Says what the rows are, for screen readers. */
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly key: (row: Row) => string;
  readonly state: PageState;
  /** Attributes of a row: what a click on it does. */
  readonly rowAttributes?: (row: Row) => Readonly<Record<string, string>>;
}

type Direction = 'ascending' | 'descending';

/**
 * A table whose columns sort. On a narrow screen its rows become cards with the same fields in the same order; the
 * roles are written out because such a layout takes a table's own away.
 */
export function table<Row>(options: TableOptions<Row>): ViewNode {
  const { id, caption, columns, key, state, rowAttributes } = options;
  const sorted = sortOf(state, id);
  const rows = sortedRows(options, sorted);
  return h(
    'div',
    { class: 'table-frame', tabindex: '0', role: 'group', 'aria-label': caption },
    h(
      'table',
      { id, role: 'table' },
      h('caption', { class: 'unseen' }, caption),
      h(
        'thead',
        { role: 'rowgroup' },
        h(
          'tr',
          { role: 'row' },
          columns.map(column => heading(id, column, sorted)),
        ),
      ),
      h(
        'tbody',
        { role: 'rowgroup' },
        rows.map(row =>
          h(
            'tr',
            { role: 'row', key: key(row), ...rowAttributes?.(row) },
            columns.map(column => cell(column, row)),
          ),
        ),
      ),
    ),
  );
}

const classOf = <Row>({ numeric, minor }: Column<Row>): string | null =>
  [numeric && 'number', minor && 'minor'].filter(Boolean).join(' ') || null;

const cell = <Row>(column: Column<Row>, row: Row): ViewNode =>
  h('td', { role: 'cell', class: classOf(column), 'data-label': column.title }, column.cell(row));

function heading<Row>(table: string, column: Column<Row>, sorted: Sorted | null): ViewNode {
  const { id, title, sortBy } = column;
  const direction = sorted?.column === id ? sorted.direction : null;
  const attributes = { role: 'columnheader', scope: 'col', class: classOf(column), 'aria-sort': direction };
  if (!sortBy) return h('th', attributes, title);
  return h(
    'th',
    attributes,
    h(
      'button',
      { type: 'button', class: 'sort', 'data-action': 'sort', 'data-table': table, 'data-column': id },
      title,
      h('span', { class: 'arrow', 'aria-hidden': 'true' }, ARROWS[direction ?? 'none']),
    ),
  );
}

const ARROWS = { ascending: ' ▲', descending: ' ▼', none: '' } as const;

interface Sorted {
  readonly column: string;
  readonly direction: Direction;
}

const uiKey = (table: string): string => `sort:${table}`;

function sortOf(state: PageState, table: string): Sorted | null {
  const [column, direction] = state.ui[uiKey(table)]?.split(' ') ?? [];
  if (!column) return null;
  return { column, direction: direction === 'ascending' ? 'ascending' : 'descending' };
}

/** The choice after a click on a column's head: largest first, then smallest first, then as it came. */
export function nextSort(state: PageState, table: string, column: string): Readonly<Record<string, string>> {
  const now = sortOf(state, table);
  const next = now?.column !== column ? 'descending' : now.direction === 'descending' ? 'ascending' : null;
  return { [uiKey(table)]: next === null ? '' : `${column} ${next}` };
}

function sortedRows<Row>({ columns, rows }: TableOptions<Row>, sorted: Sorted | null): readonly Row[] {
  const sortBy = columns.find(({ id }) => id === sorted?.column)?.sortBy;
  if (!sorted || !sortBy) return rows;
  const sign = sorted.direction === 'ascending' ? 1 : -1;
  return [...rows].sort((a, b) => compared(sortBy(a), sortBy(b), sign));
}

/** What is undefined stands last, whichever way the rest goes. */
function compared(a: number | string | null, b: number | string | null, sign: number): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  const order =
    typeof a === 'string' || typeof b === 'string' ? String(a).localeCompare(String(b), 'en') : a - b;
  return sign * order;
}
