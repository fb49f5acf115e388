import { element } from './elements.ts';

export type SortKey = number | string | null;

/** A cell's text as what it is sorted by: a number where it reads as one, null where it says "undefined". */
export function sortKeyOf(text: string): SortKey {
  if (text === '' || text === '–') return null;
  const bare = text.replaceAll(/[$,+%\s]/g, '');
  return /^-?\d+(?:\.\d+)?$/.test(bare) ? Number(bare) : text;
}

/** Rising, undefined last whichever way the order goes. */
export function compareKeys(a: SortKey, b: SortKey, direction: 1 | -1): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  if (typeof a === 'number' && typeof b === 'number') return (a - b) * direction;
  return (String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0) * direction;
}

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
