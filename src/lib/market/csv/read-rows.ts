import { dataError, usageError } from '../../core/errors.ts';
import { columnsByOrder, columnsByPosition } from './column-order.ts';
import { columnsByHeader, type RequiredColumns } from './columns.ts';
import type { Findings } from './findings.ts';
import { parseNumber } from './parse-number.ts';
import type { ReadOptions } from './read-options.ts';
import { headersOfOneTicker, SymbolWatch } from './select-symbol.ts';
import type { SourceRow } from './source-row.ts';
import type { Table } from './table.ts';

export interface RowsRead {
  readonly rows: SourceRow[];
  readonly rowsRead: number;
  readonly columns: RequiredColumns;
  readonly order: string | null;
}

/** About nine years of minutes; more would not fit into the memory that Node takes by default. */
const MAX_ROWS = 5_000_000;

/**
 * Rows of a table as numbers. Rows without prices, short lines and a last line that was cut off are left out and
 * noted.
 * @throws HiveError when the columns cannot be told or the file holds another or several symbols.
 */
export function readRows(table: Table, options: ReadOptions, findings: Findings): RowsRead {
  const { columns, order } = findColumns(table, options, findings);
  const accepts = whereFilter(table, options);
  const watch =
    columns.symbol === undefined ? null : new SymbolWatch(headerAt(table, columns.symbol), options);
  const rows: SourceRow[] = [];
  let rowsRead = 0;
  eachWithLast(table, (cells, line, isLast) => {
    if (!accepts(cells)) return;
    if (++rowsRead > MAX_ROWS) throw tooManyRows();
    if (isShort(cells, { table, columns, isLast })) {
      findings.note(isLast ? 'cut-off-line' : 'malformed-line', line, () => cells.join(','));
      return;
    }
    watch?.see(cells[columns.symbol ?? -1]?.trim() ?? '');
    const row = toRow(cells, { table, columns, line });
    if (hasPrices(row)) rows.push(row);
    else noteMissing(cells, { table, columns, line }, findings);
  });
  watch?.check();
  return { rows, rowsRead, columns, order };
}

const tooManyRows = () =>
  dataError({
    code: 'TOO_MANY_ROWS',
    message: `The file has more than ${MAX_ROWS.toLocaleString('en-US')} rows.`,
    next: 'Split it by year and import the parts one after the other.',
  });

function findColumns(table: Table, options: ReadOptions, findings: Findings) {
  if (options.columns) return { columns: columnsByPosition(options.columns), order: 'as given' };
  if (!table.headers) return columnsByOrder(table);
  const headers = headersOfOneTicker(table.headers, table, options);
  return { columns: columnsByHeader(headers, options, findings), order: null };
}

const headerAt = (table: Table, position: number): string => table.headers?.[position] ?? '';

function whereFilter(table: Table, { where }: ReadOptions): (cells: readonly string[]) => boolean {
  if (!where || table.tickers) return () => true;
  const wanted = where.header.toLowerCase();
  const position = table.headers?.findIndex(header => header.trim().toLowerCase() === wanted) ?? -1;
  if (position >= 0) return cells => cells[position]?.trim() === where.value;
  throw usageError({
    code: 'NO_SUCH_COLUMN',
    message: `--where names a column "${where.header}" that the file does not have.`,
    next: `Its columns are ${table.headers?.slice(0, 12).join(', ') ?? 'without names'}.`,
  });
}

/** Visits every row one step late, so that the last one is known as such. */
function eachWithLast(
  table: Table,
  visit: (cells: readonly string[], line: number, isLast: boolean) => void,
): void {
  let held: { cells: readonly string[]; line: number } | null = null;
  table.eachRow((cells, line) => {
    if (held) visit(held.cells, held.line, false);
    held = { cells, line };
    return true;
  });
  const last = held as { cells: readonly string[]; line: number } | null;
  if (last) visit(last.cells, last.line, true);
}

interface RowContext {
  readonly table: Table;
  readonly columns: RequiredColumns;
}

/** A last line with fewer cells than the header was cut off even when all prices seem to be there. */
function isShort(cells: readonly string[], at: RowContext & { isLast: boolean }): boolean {
  if (at.isLast && at.table.headers && cells.length < at.table.headers.length) return true;
  const { time, open, high, low, close } = at.columns;
  return cells.length <= Math.max(time, open, high, low, close);
}

function toRow(cells: readonly string[], { table, columns, line }: RowContext & { line: number }): SourceRow {
  const number = (position: number | undefined): number =>
    position === undefined ? Number.NaN : parseNumber(cells[position] ?? '', table.commaIsDecimal);
  return {
    line,
    timeText: cells[columns.time]!,
    timeMs: Number.NaN,
    open: number(columns.open),
    high: number(columns.high),
    low: number(columns.low),
    close: number(columns.close),
    volume: number(columns.volume),
    quoteVolume: number(columns.quoteVolume),
    adjClose: number(columns.adjClose),
  };
}

const hasPrices = ({ open, high, low, close }: SourceRow): boolean =>
  !Number.isNaN(open + high + low + close);

const BLANK = /^\s*(null|nan|none|n\/a|-)?\s*$/i;

function noteMissing(cells: readonly string[], at: RowContext & { line: number }, findings: Findings): void {
  const { open, high, low, close } = at.columns;
  const empty = [open, high, low, close].every(position => BLANK.test(cells[position] ?? ''));
  findings.note(empty ? 'empty-row' : 'incomplete-row', at.line, () => cells.join(','));
}
