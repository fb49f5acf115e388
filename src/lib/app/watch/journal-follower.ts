import { setImmediate as breathe } from 'node:timers/promises';
import { isEntry, toEntry } from '../../journal/entry.ts';
import type { SealedRecord } from '../../journal/sealed-record.ts';
import type { HiveState } from '../../journal/state.ts';
import type { Trade } from '../../journal/trade.ts';
import { readRecords } from '../../store/files/read-records.ts';
import { type FileMark, fileMark, holdsPlace, tailJournal } from '../../store/files/tail-journal.ts';
import type { ChosenTrades } from '../select-trades.ts';
import {
  bookKey,
  LESSONS,
  MOST_MOVES,
  MOVES,
  noTick,
  type TickRecords,
  withClosing,
} from '../why/tick-records.ts';
import { JournalReading } from './journal-reading.ts';
import type {
  EquityColumns,
  EventView,
  JournalView,
  OrderView,
  RecordPage,
  SignalView,
  TradePage,
} from './journal-view.ts';
import { troubleOf } from './trouble-of.ts';

/** Records that are read before others get their turn: some milliseconds of work. */
const SLICE = 250;

/** Reads a journal and goes on reading it while ticks write it. Never writes. */
export class JournalFollower implements JournalView {
  readonly #path: string;
  #reading = new JournalReading();
  /** The file as it was when it was looked at last; null when there was none. */
  #seen: FileMark | null = null;
  /** Of the file that `#reading` was made of. */
  #inode: number | null = null;
  /** Size of a file that is the beginning of what was read before, until it grows. */
  #cutTo: number | null = null;
  #trouble: string | null = null;
  #busy: string | null = null;
  #running: Promise<void> | null = null;
  #closed = false;

  constructor(path: string) {
    this.#path = path;
  }

  get state(): HiveState | null {
    return this.#reading.state;
  }

  get records(): number {
    return this.#reading.records;
  }

  get bytes(): number {
    return this.#reading.place.offset;
  }

  get lastAt(): string | null {
    return this.#reading.lastAt;
  }

  get trouble(): string | null {
    return this.#trouble ?? this.#busy;
  }

  get revision(): string {
    const { seq, hash } = this.#reading.place.link;
    return `${seq}-${hash.slice(0, 12)}${this.trouble === null ? '' : '-trouble'}`;
  }

  get equity(): EquityColumns {
    return this.#reading.equity;
  }

  get orders(): readonly OrderView[] {
    return this.#reading.orders.views();
  }

  get events(): readonly EventView[] {
    return this.#reading.events;
  }

  get signals(): readonly SignalView[] {
    return this.#reading.signals;
  }

  trades(page: TradePage): ChosenTrades {
    return this.#reading.trades.page(page);
  }

  newestTrades(count: number): readonly Trade[] {
    return this.#reading.trades.newest(count);
  }

  page({ last, before = this.records + 1, type }: RecordPage): SealedRecord[] {
    return this.#read(this.#reading.index.newest({ last, before, type }));
  }

  tick(id: number | null): TickRecords {
    const { index } = this.#reading;
    const span = index.tickSpan(id);
    if (!span) throw noTick(id);
    const seqs = Array.from({ length: span.last - span.first + 1 }, (_, row) => span.first + row);
    const records = this.#read(seqs);
    const closing = records.at(-1)!;
    const entry = toEntry(closing);
    if (!isEntry(entry, 'TICK')) throw noTick(id);
    const intents = records.filter(({ type }) => type === 'INTENT');
    return {
      ...{ seq: closing.seq, at: closing.at, tick: entry.data, records },
      earlier: this.#decisionsBefore(
        span.first,
        entry.data.outcomes.map(({ symbol }) => symbol),
      ),
      later: this.#read(intents.flatMap(({ seq }) => index.lateRecords(seq))),
      lessons: withClosing(
        this.#read(index.following({ after: 0, types: LESSONS, count: Number.POSITIVE_INFINITY })),
        closing,
      ),
      moves: this.#read(index.following({ after: span.last, types: MOVES, count: MOST_MOVES })),
    };
  }

  /**
   * Takes in what was written since the last look; what is at hand at once is taken in before this returns, a long
   * journal goes on being read while others get their turn. Never throws: what is wrong becomes `trouble`.
   */
  follow(): Promise<void> {
    this.#running ??= this.#followOn().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  close(): void {
    this.#closed = true;
  }

  async #followOn(): Promise<void> {
    try {
      const found = fileMark(this.#path);
      if (!isOther(found, this.#seen)) return;
      const before = this.#seen;
      this.#seen = found;
      this.#trouble = found ? await this.#takeIn(found, before) : this.#gone();
    } catch (error) {
      this.#trouble = troubleOf(error);
    } finally {
      this.#busy = null;
    }
  }

  /** @returns what is wrong with the file; null when it was taken in. */
  async #takeIn(found: FileMark, before: FileMark | null): Promise<string | null> {
    if (this.records === 0 || this.#goesOn(found, before)) {
      this.#inode = found.inode;
      await this.#fill(this.#reading, 'The journal is still being read');
      return null;
    }
    const fresh = new JournalReading();
    await this.#fill(fresh, 'The journal is another file and is being read anew');
    if (this.#isCut(fresh, found)) {
      this.#cutTo = found.size;
      return `${this.#path} was cut: it had ${this.records} records and has ${fresh.records}; what was read before is shown.`;
    }
    this.#reading = fresh;
    this.#inode = found.inode;
    this.#cutTo = null;
    return null;
  }

  /** A change without another size is no appending: then the whole file is verified again. */
  #goesOn(found: FileMark, before: FileMark | null): boolean {
    const { place } = this.#reading;
    const mayGoOn =
      this.#cutTo === null &&
      found.inode === this.#inode &&
      found.size >= place.offset &&
      found.size !== before?.size;
    return mayGoOn && holdsPlace(this.#path, place);
  }

  /** Shorter than what was read before, and nobody has gone on writing it since. */
  #isCut(fresh: JournalReading, { inode, size }: FileMark): boolean {
    const isShorter = fresh.records < this.records && inode === this.#inode;
    return isShorter && (this.#cutTo === null || size <= this.#cutTo);
  }

  async #fill(reading: JournalReading, doing: string): Promise<void> {
    const records = tailJournal(this.#path, reading.place);
    try {
      for (let taken = 1; ; taken++) {
        const step = records.next();
        if (step.done) return;
        reading.take(step.value);
        if (taken % SLICE > 0) continue;
        this.#busy = `${doing}: ${reading.records} records so far.`;
        await breathe();
        if (this.#closed) return;
      }
    } finally {
      records.return(reading.place);
    }
  }

  #gone(): string | null {
    if (this.records === 0) return null;
    return `${this.#path} is gone: it had ${this.records} records; what was read before is shown.`;
  }

  #decisionsBefore(first: number, symbols: readonly string[]): Map<string, SealedRecord> {
    const { index } = this.#reading;
    const seqs = symbols.map(symbol => ({ symbol, seq: index.decisionBefore('main', symbol, first) }));
    const known = seqs.flatMap(({ symbol, seq }) => (seq === null ? [] : [{ symbol, seq }]));
    const records = this.#read(known.map(({ seq }) => seq));
    return new Map(known.map(({ symbol }, row) => [bookKey('main', symbol), records[row]!]));
  }

  #read(seqs: readonly number[]): SealedRecord[] {
    const { index, place, records } = this.#reading;
    const endOf = (seq: number) => (seq === records ? place.offset : index.offsetOf(seq + 1));
    return readRecords(
      this.#path,
      seqs.map(seq => ({ seq, from: index.offsetOf(seq), to: endOf(seq) - 1 })),
    );
  }
}

const isOther = (found: FileMark | null, seen: FileMark | null): boolean =>
  found?.inode !== seen?.inode || found?.size !== seen?.size || found?.mtimeMs !== seen?.mtimeMs;
