import { dataError } from '../../core/errors.ts';
import { type EntryData, isEntry, toEntry } from '../../journal/entry.ts';
import type { SealedRecord } from '../../journal/sealed-record.ts';

/** The records of one tick, from after the tick before to its own closing record. */
export interface TickRecords {
  readonly seq: number;
  readonly at: string;
  readonly tick: EntryData['TICK'];
  readonly records: readonly SealedRecord[];
  /** Decisions of ticks before, by book and symbol: the newest of each. */
  readonly earlier: ReadonlyMap<string, SealedRecord>;
  /** What came after it: answers to its orders may be among them. */
  readonly later: readonly SealedRecord[];
}

/** Key of `earlier`. */
export const bookKey = (book: string, symbol: string): string => `${book} ${symbol}`;

/**
 * The tick of a slot, or of the number of its closing record; the last one for null.
 * @throws HiveError (data, NO_TICK) when there is none.
 */
export function tickRecords(records: Iterable<SealedRecord>, id: number | null): TickRecords {
  let own: SealedRecord[] = [];
  let found: TickRecords | null = null;
  let later: SealedRecord[] = [];
  const decisions = new Map<string, SealedRecord>();
  for (const record of records) {
    const entry = toEntry(record);
    own.push(record);
    later.push(record);
    if (!isEntry(entry, 'TICK')) continue;
    const { seq, at } = record;
    if (id === null || seq === id || entry.data.slot === id) {
      later = [];
      found = { seq, at, tick: entry.data, records: own, earlier: new Map(decisions), later };
    }
    for (const one of own) remember(decisions, one);
    own = [];
  }
  if (found) return { ...found, later };
  throw noTick(id);
}

/** That there is no such tick, or none at all. */
export const noTick = (id: number | null) =>
  dataError({
    code: 'NO_TICK',
    message: id === null ? 'No tick has run yet.' : `The journal holds no tick ${id}, by slot or by record.`,
    next: id === null ? 'Run: hive trade tick' : 'See the ticks: hive journal export --types TICK',
  });

function remember(decisions: Map<string, SealedRecord>, record: SealedRecord): void {
  const entry = toEntry(record);
  if (isEntry(entry, 'DECISION')) decisions.set(bookKey(entry.data.book, entry.data.symbol), record);
}
