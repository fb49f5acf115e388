import type { Column } from '../../fit-columns.ts';
import type { Cell } from '../cell.ts';

/** A piece of a report, before it is written as Markdown or HTML. */
export type Block =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'facts'; readonly facts: readonly (readonly [name: string, value: string])[] }
  | TableBlock;

export interface TableBlock {
  readonly kind: 'table';
  readonly id: string;
  readonly caption: string;
  readonly columns: readonly Column[];
  /** The first cell of a row names it. */
  readonly rows: readonly (readonly (Cell | string)[])[];
}

export interface Section {
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly Block[];
}

export const text = (words: string): Block => ({ kind: 'text', text: words });

/** A table, or nothing where it has no rows. */
export const tableOf = (table: Omit<TableBlock, 'kind'>): Block[] =>
  table.rows.length > 0 ? [{ kind: 'table', ...table }] : [];

export const cellText = (cell: Cell | string): string => (typeof cell === 'string' ? cell : cell.text);

export const RIGHT = 'right' as const;
