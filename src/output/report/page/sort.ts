import { element } from './elements.ts';
import { compareKeys, type SortKey, sortKeyOf } from './sort-keys.ts';

/** Turns the heads of a table's columns into buttons; numbers begin with the largest, texts with the first. */
export function sortableHeads(
  table: HTMLTableElement,
  sortBy: (column: number, direction: 1 | -1) => void,
): void {
  const heads = [...table.tHead!.rows[0]!.cells];
  heads.forEach((head, column) => {
    const button = element('button', head.textContent ?? '');
    button.type = 'button';
    head.replaceChildren(button);
    button.addEventListener('click', () => {
      const direction = nextDirection(head);
      for (const other of heads) other.removeAttribute('aria-sort');
      head.setAttribute('aria-sort', direction === 1 ? 'ascending' : 'descending');
      sortBy(column, direction);
    });
  });
}

function nextDirection(head: HTMLTableCellElement): 1 | -1 {
  const now = head.getAttribute('aria-sort');
  if (now !== null) return now === 'ascending' ? -1 : 1;
  return head.classList.contains('text') ? 1 : -1;
}

/** Sorts the rows that a table has. */
export function sortRows(table: HTMLTableElement): void {
  sortableHeads(table, (column, direction) => {
    const body = table.tBodies[0]!;
    const rows = [...body.rows].map(row => ({ row, key: cellKey(row.cells[column]!) }));
    rows.sort((a, b) => compareKeys(a.key, b.key, direction));
    body.replaceChildren(...rows.map(({ row }) => row));
  });
}

function cellKey(cell: HTMLTableCellElement): SortKey {
  const given = cell.dataset.sort;
  if (given !== undefined) return given === '' ? null : Number(given);
  return sortKeyOf((cell.textContent ?? '').trim());
}
