import { dataError, type HiveError, nearest, usageError } from '../../core/errors.ts';
import type { Findings } from './findings.ts';
import { type ColumnKind, headerKind, plainWord, SPELLINGS } from './header-words.ts';
import { COLUMN_ROLES, type ColumnRole, type ReadOptions } from './read-options.ts';

/** Position of each kind of column; a kind that the file does not have is absent. */
export type Columns = Readonly<Partial<Record<ColumnKind, number>>>;

export type RequiredColumns = Columns & Readonly<Record<Exclude<ColumnRole, 'volume'>, number>>;

/**
 * Positions of the columns by their headers: what `--column` says, then known words, then slips of the pen.
 * @throws HiveError when a needed column is absent, or named and not there.
 */
export function columnsByHeader(
  headers: readonly string[],
  options: ReadOptions,
  findings: Findings,
): RequiredColumns {
  const columns: Partial<Record<ColumnKind, number>> = knownColumns(headers, coinOf(options));
  addMisspelt(columns, headers, findings);
  if (columns.time === undefined && isUnnamed(headers[0])) columns.time = 0;
  for (const role of COLUMN_ROLES) {
    const header = options.column?.[role];
    if (header !== undefined) columns[role] = positionOf(headers, header);
  }
  return requireAll(columns, headers);
}

const coinOf = ({ instrument }: ReadOptions): string =>
  instrument.assetClass === 'crypto' ? instrument.symbol.split('/')[0]! : '';

function knownColumns(headers: readonly string[], coin: string): Partial<Record<ColumnKind, number>> {
  const best = new Map<ColumnKind, { position: number; rank: number }>();
  headers.forEach((header, position) => {
    const known = headerKind(header, coin);
    if (!known) return;
    const other = best.get(known.kind);
    if (!other || known.rank < other.rank) best.set(known.kind, { position, rank: known.rank });
  });
  return Object.fromEntries([...best].map(([kind, { position }]) => [kind, position]));
}

const KIND_OF_SPELLING: Record<(typeof SPELLINGS)[number], ColumnKind> = {
  open: 'open',
  high: 'high',
  close: 'close',
  volume: 'volume',
  symbol: 'symbol',
  timestamp: 'time',
  date: 'time',
};

/** One slip of the pen: `Oymbol`. Only where no column has the right name, and always said. */
function addMisspelt(
  columns: Partial<Record<ColumnKind, number>>,
  headers: readonly string[],
  findings: Findings,
): void {
  headers.forEach((header, position) => {
    const word = plainWord(header);
    if (word.length < 4 || Object.values(columns).includes(position)) return;
    const meant = SPELLINGS.find(
      spelling => nearest(word, [spelling]) && Math.abs(word.length - spelling.length) < 2,
    );
    if (!meant || columns[KIND_OF_SPELLING[meant]] !== undefined) return;
    columns[KIND_OF_SPELLING[meant]] = position;
    findings.assume(`Column "${header}" is read as ${meant}.`);
  });
}

/** pandas leaves the index without a name; yfinance writes "Price" above it. */
const isUnnamed = (header: string | undefined): boolean =>
  header !== undefined && /^(|unnamed: ?0|index|price|ticker|attributes)$/i.test(header.trim());

function positionOf(headers: readonly string[], header: string): number {
  const position = headers.findIndex(name => name.trim().toLowerCase() === header.trim().toLowerCase());
  if (position >= 0) return position;
  const near = nearest(header, headers);
  throw usageError({
    code: 'NO_SUCH_COLUMN',
    message: `The file has no column "${header}"; it has ${quoteAll(headers)}.`,
    next: near ? `Did you mean "${near}"?` : 'Name one of these columns.',
  });
}

function requireAll(columns: Columns, headers: readonly string[]): RequiredColumns {
  const { time, open, high, low, close } = columns;
  if (
    time === undefined ||
    open === undefined ||
    high === undefined ||
    low === undefined ||
    close === undefined
  ) {
    throw missingColumns(columns, headers);
  }
  return { ...columns, time, open, high, low, close };
}

function missingColumns(columns: Columns, headers: readonly string[]): HiveError {
  const missing = COLUMN_ROLES.filter(role => role !== 'volume' && columns[role] === undefined);
  const closesOnly = missing.includes('open') && missing.includes('high') && missing.includes('low');
  if (closesOnly) {
    return dataError({
      code: 'NO_OHLC',
      message: `The file has no open, high and low prices, only columns ${quoteAll(headers)}; bars cannot be made of closes.`,
      next: 'Import a file with open, high, low, close and volume of one symbol.',
    });
  }
  return dataError({
    code: 'COLUMN_MISSING',
    message: `No column holds ${missing.join(' or ')}; the file has ${quoteAll(headers)}.`,
    next: missing.map(role => `--column ${role}=HEADER`).join(' '),
  });
}

function quoteAll(headers: readonly string[]): string {
  const shown = headers.slice(0, 12).map(header => `"${header.slice(0, 30)}"`);
  return (
    shown.join(', ') + (headers.length > shown.length ? ` and ${headers.length - shown.length} more` : '')
  );
}
