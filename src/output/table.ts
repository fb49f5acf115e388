import CliTable from 'cli-table3';
import { type Column, type Fit, fitColumns } from './fit-columns.ts';
import { wrap } from './render/wrap.ts';
import { oneLine, trimLines } from './width.ts';

export type { Column } from './fit-columns.ts';

const GAP = '  ';

/** A row has no frame: a rule below the headers and two blanks between columns are enough. */
const CHARACTERS = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: GAP,
};

/**
 * A table for people that fits into `width` characters (60 or more): texts are cut with "…", then columns
 * of low priority are left out and named in a last line. Cells are ready-made texts, one per column.
 */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  { width }: { readonly width: number },
): string {
  const cells = rows.map(row => row.map(oneLine));
  const fit = fitColumns(columns, cells, { width, gap: GAP.length });
  const lines = [columns.map(column => column.header), ...cells].map(row => pick(row, fit));
  const rule = fit.shown.map(column => '─'.repeat(column.width));
  const drawn = draw([lines[0]!, rule, ...lines.slice(1)], columns, fit);
  return trimLines(drawn) + hiddenNote(columns, fit, width);
}

const pick = (row: readonly string[], fit: Fit): string[] => fit.shown.map(({ index }) => row[index] ?? '');

function draw(lines: string[][], columns: readonly Column[], fit: Fit): string {
  const drawing = new CliTable({
    chars: CHARACTERS,
    style: { head: [], border: [], compact: true, 'padding-left': 0, 'padding-right': 0 },
    colWidths: fit.shown.map(column => column.width),
    colAligns: fit.shown.map(({ index }) => columns[index]!.align ?? 'left'),
  });
  drawing.push(...lines);
  return drawing.toString();
}

function hiddenNote(columns: readonly Column[], fit: Fit, width: number): string {
  if (fit.hidden.length === 0) return '';
  const names = fit.hidden.map(index => columns[index]!.header).join(', ');
  return `\n${wrap(`Not shown for lack of room: ${names}.`, width)}`;
}
