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
  /** All records of the journal that what was learned is folded from, its own closing record among them; oldest first. */
  readonly lessons: readonly SealedRecord[];
  /** The first fills after it, and what else moves positions: what an entry of this tick came to is among them. */
  readonly moves: readonly SealedRecord[];
}

/** Records that learning is folded from, and those that move positions. */
export const LESSONS = ['STANCE', 'SETTLED', 'WARMED', 'RESET'] as const;
export const MOVES = ['FILL', 'BALANCE'] as const;
/** Fills that are looked through for the end of a position. */
export const MOST_MOVES = 200;

const isOneOf = (types: readonly string[], { type }: SealedRecord): boolean => types.includes(type);

/** Key of `earlier`. */
export const bookKey = (book: string, symbol: string): string => `${book} ${symbol}`;

/**
 * The tick of a slot, or of the number of its closing record; the last one for null.
 * @throws HiveError (data, NO_TICK) when there is none.
 */
export function tickRecords(records: Iterable<SealedRecord>, id: number | null): TickRecords {
  let own: SealedRecord[] = [];
  let found: (Omit<TickRecords, 'later' | 'lessons' | 'moves'> & { closing: SealedRecord }) | null = null;
  let later: SealedRecord[] = [];
  const lessons: SealedRecord[] = [];
  const decisions = new Map<string, SealedRecord>();
  for (const record of records) {
    const entry = toEntry(record);
    own.push(record);
    later.push(record);
    if (isOneOf(LESSONS, record)) lessons.push(record);
    if (!isEntry(entry, 'TICK')) continue;
    const { seq, at } = record;
    if (id === null || seq === id || entry.data.slot === id) {
      later = [];
      const places = { seq, at, tick: entry.data, records: own, closing: record };
      found = { ...places, earlier: new Map(decisions) };
    }
    for (const one of own) remember(decisions, one);
    own = [];
  }
  if (!found) throw noTick(id);
  const { closing, ...rest } = found;
  const moves = later.filter(record => isOneOf(MOVES, record)).slice(0, MOST_MOVES);
  return { ...rest, later, moves, lessons: withClosing(lessons, closing) };
}

/** The closing record in its place among the others. */
export function withClosing(lessons: readonly SealedRecord[], closing: SealedRecord): SealedRecord[] {
  const at = lessons.findIndex(({ seq }) => seq > closing.seq);
  return at < 0 ? [...lessons, closing] : lessons.toSpliced(at, 0, closing);
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
