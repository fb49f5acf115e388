import { visibleWidth } from './width.ts';

export interface Column {
  readonly header: string;
  /** Numbers stand right and are never cut; texts stand left (the default) and may be cut with "…". */
  readonly align?: 'left' | 'right';
  /** 1 is kept longest; of the highest number the last column goes first. Default 2. */
  readonly priority?: number;
  /** Least width of a text before its column is dropped instead. Default: the header, at least 6. */
  readonly minWidth?: number;
}

export interface FittedColumn {
  readonly index: number;
  readonly width: number;
}

export interface Fit {
  readonly shown: readonly FittedColumn[];
  readonly hidden: readonly number[];
}

interface Measured {
  readonly index: number;
  readonly natural: number;
  readonly least: number;
  readonly priority: number;
}

type Rows = readonly (readonly string[])[];

/** Widths at which all fits into `width`: texts shrink first, then columns of low priority go. */
export function fitColumns(
  columns: readonly Column[],
  rows: Rows,
  room: { width: number; gap: number },
): Fit {
  const all = columns.map((column, index) => measure(column, index, rows));
  let kept = all;
  while (kept.length > 1 && leastTotal(kept, room.gap) > room.width) kept = withoutLeast(kept);
  const hidden = all.filter(column => !kept.includes(column)).map(column => column.index);
  return { shown: shrink(kept, room), hidden };
}

function measure(column: Column, index: number, rows: Rows): Measured {
  const header = visibleWidth(column.header);
  const natural = Math.max(header, ...rows.map(row => visibleWidth(row[index] ?? '')));
  const floor = column.align === 'right' ? natural : (column.minWidth ?? Math.max(header, 6));
  return { index, natural, least: Math.min(natural, floor), priority: column.priority ?? 2 };
}

const gaps = (columns: readonly Measured[], gap: number) => gap * (columns.length - 1);

const leastTotal = (columns: readonly Measured[], gap: number): number =>
  columns.reduce((sum, column) => sum + column.least, gaps(columns, gap));

function withoutLeast(columns: readonly Measured[]): Measured[] {
  const lowest = Math.max(...columns.map(column => column.priority));
  const victim = columns.findLast(column => column.priority === lowest);
  return columns.filter(column => column !== victim);
}

/** Takes the missing room from the widest text, one character at a time. */
function shrink(
  columns: readonly Measured[],
  { width, gap }: { width: number; gap: number },
): FittedColumn[] {
  const widths = columns.map(column => column.natural);
  let excess = widths.reduce((sum, each) => sum + each, gaps(columns, gap)) - width;
  for (; excess > 0; excess--) {
    const slack = widths.map((each, i) => (each > columns[i]!.least ? each : 0));
    const widest = slack.indexOf(Math.max(...slack));
    if (slack[widest] === 0) break;
    widths[widest]! -= 1;
  }
  return columns.map((column, i) => ({ index: column.index, width: widths[i]! }));
}
