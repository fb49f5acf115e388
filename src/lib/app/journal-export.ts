import { nearest, usageError } from '../core/errors.ts';
import { formatLine } from '../journal/chain.ts';
import type { EntryType } from '../journal/entry.ts';
import type { SealedRecord } from '../journal/sealed-record.ts';
import type { Adapters } from './adapters.ts';
import { csvCell } from './csv-cell.ts';
import { FILL_COLUMNS, type FillRow, fillRow } from './fill-row.ts';
import { inPeriod, type Period } from './period.ts';
import { readTrades, wholeJournal } from './read-journal.ts';

export const JOURNAL_FORMATS = ['jsonl', 'csv'] as const;
export type JournalFormat = (typeof JOURNAL_FORMATS)[number];

export interface JournalExportRequest extends Period {
  readonly format: JournalFormat;
  /** Kinds of records, for jsonl; null is all of them. */
  readonly types: readonly string[] | null;
  /** File to write; the caller prints `text` when there is none. */
  readonly out: string | null;
}

export interface JournalExportReport {
  readonly format: JournalFormat;
  readonly rows: number;
  readonly out: string | null;
  /** Null for csv, and when they went into the file. */
  readonly records: readonly SealedRecord[] | null;
  /** Null for jsonl, and when they went into the file. */
  readonly fills: readonly FillRow[] | null;
}

/** Every kind of record there is. */
const TYPES: Readonly<Record<EntryType, true>> = {
  GENESIS: true,
  CONFIG: true,
  DECISION: true,
  INTENT: true,
  ACCEPTED: true,
  REFUSED: true,
  UNKNOWN: true,
  FILL: true,
  CLOSED: true,
  MISSED: true,
  ABSENT: true,
  REAPPEARED: true,
  EXTERNAL: true,
  FEE: true,
  ADJUSTED: true,
  BALANCE: true,
  FLATTEN: true,
  ARMED: true,
  DISARMED: true,
  STANCE: true,
  SETTLED: true,
  VERDICT: true,
  WARMED: true,
  OVERRIDE: true,
  RESET: true,
  SHADOW: true,
  TICK: true,
  HALT: true,
  RESUME: true,
  REPAIR: true,
};

/** Their names. */
export const RECORD_TYPES = Object.keys(TYPES) as [EntryType, ...EntryType[]];

/**
 * Records as they are, one a line (without a filter the chain of the lines stays whole), or one row a fill.
 * @throws HiveError (usage) for a type that is none, or types of a csv; (data) for a damaged journal or a file that
 * cannot be written.
 */
export async function exportJournal(
  adapters: Adapters,
  request: JournalExportRequest,
): Promise<{ report: JournalExportReport; text: string }> {
  const { format, out } = request;
  const types = wantedTypes(request);
  const records = format === 'jsonl' ? await chosenRecords(adapters, types, request) : null;
  const fills = format === 'csv' ? await chosenFills(adapters, request) : null;
  const text = records ? records.map(record => `${formatLine(record)}\n`).join('') : csvText(fills ?? []);
  if (out !== null) await (await adapters.textFileWriter())(out, text);
  const rows = (records ?? fills ?? []).length;
  const shown = out === null;
  return {
    report: { format, rows, out, records: shown ? records : null, fills: shown ? fills : null },
    text,
  };
}

function wantedTypes({ types, format }: JournalExportRequest): ReadonlySet<string> | null {
  if (types === null) return null;
  if (format === 'csv')
    throw usageError({
      code: 'USAGE',
      message: 'A csv has one row a fill: --types is for jsonl.',
      next: 'Leave --types out, or ask for --format jsonl.',
    });
  const unknown = types.find(type => !Object.hasOwn(TYPES, type));
  if (unknown === undefined) return new Set(types);
  const near = nearest(unknown, RECORD_TYPES);
  throw usageError({
    code: 'UNKNOWN_TYPE',
    message: `"${unknown}" is no type of record${near ? `: did you mean ${near}?` : '.'}`,
    next: `Known: ${RECORD_TYPES.join(', ')}.`,
  });
}

async function chosenRecords(
  adapters: Adapters,
  types: ReadonlySet<string> | null,
  period: Period,
): Promise<SealedRecord[]> {
  const chosen: SealedRecord[] = [];
  for (const record of await wholeJournal(adapters))
    if ((types?.has(record.type) ?? true) && inPeriod(record.at, period)) chosen.push(record);
  return chosen;
}

const chosenFills = async (adapters: Adapters, period: Period): Promise<FillRow[]> =>
  (await readTrades(adapters)).filter(({ at }) => inPeriod(at, period)).map(fillRow);

function csvText(rows: readonly FillRow[]): string {
  const lines = rows.map(row => FILL_COLUMNS.map(column => csvCell(row[column])).join(','));
  return `${[FILL_COLUMNS.join(','), ...lines].join('\n')}\n`;
}
