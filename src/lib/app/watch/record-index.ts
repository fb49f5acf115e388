import { isEntry, type TimedEntry } from '../../journal/entry.ts';
import type { SealedRecord } from '../../journal/sealed-record.ts';
import { floats, shorts } from './growing-column.ts';

export interface IndexedPlace {
  /** Byte that the record begins at. */
  readonly offset: number;
  /** Number of the INTENT of the order that the record is about; null where it is about none. */
  readonly intent: number | null;
}

/** Where each record of a journal is and of what kind, at ten bytes a record: any of them is found without a search. */
export class RecordIndex {
  readonly #offsets = floats();
  readonly #kinds = shorts();
  readonly #codes = new Map<string, number>();
  readonly #tickSeqs = floats();
  readonly #tickSlots = floats();
  /** Numbers of the records that came after the tick of their order's INTENT, by that INTENT. */
  readonly #late = new Map<number, number[]>();

  add({ seq, type }: SealedRecord, entry: TimedEntry, { offset, intent }: IndexedPlace): void {
    this.#offsets.push(offset);
    this.#kinds.push(
      this.#codeOf(isEntry(entry, 'DECISION') ? decisionKind(entry.data.book, entry.data.symbol) : type),
    );
    if (intent !== null && intent <= this.#lastTick) {
      const known = this.#late.get(intent);
      if (known) known.push(seq);
      else this.#late.set(intent, [seq]);
    }
    if (!isEntry(entry, 'TICK')) return;
    this.#tickSeqs.push(seq);
    this.#tickSlots.push(entry.data.slot);
  }

  get #lastTick(): number {
    const { length } = this.#tickSeqs;
    return length === 0 ? 0 : this.#tickSeqs.at(length - 1);
  }

  /** Byte that record `seq` begins at. */
  offsetOf(seq: number): number {
    return this.#offsets.at(seq - 1);
  }

  /** Numbers of the newest `last` records before `before`, of one type or of all; rising. */
  newest({ last, before, type }: { last: number; before: number; type: string | undefined }): number[] {
    const codes = type === undefined ? null : this.#codesOf(type);
    const found: number[] = [];
    const kinds = this.#kinds.values;
    for (let row = Math.min(before - 1, kinds.length) - 1; row >= 0 && found.length < last; row--)
      if (codes === null || codes.has(kinds[row]!)) found.push(row + 1);
    return found.reverse();
  }

  /** Numbers of the first `count` records of these types after `after`; rising. */
  following({ after, types, count }: { after: number; types: readonly string[]; count: number }): number[] {
    const codes = new Set(types.flatMap(type => [...this.#codesOf(type)]));
    const found: number[] = [];
    const kinds = this.#kinds.values;
    for (let row = after; row < kinds.length && found.length < count; row++)
      if (codes.has(kinds[row]!)) found.push(row + 1);
    return found;
  }

  /** The last decision in a book on a symbol before record `before`; null when there is none. */
  decisionBefore(book: string, symbol: string, before: number): number | null {
    const code = this.#codes.get(decisionKind(book, symbol));
    if (code === undefined || before <= 1) return null;
    const row = this.#kinds.values.lastIndexOf(code, before - 2);
    return row < 0 ? null : row + 1;
  }

  /** First and last record of a tick, by its slot or its closing record, of the last one for null; null for none. */
  tickSpan(id: number | null): { readonly first: number; readonly last: number } | null {
    const row = this.#tickRow(id);
    if (row < 0) return null;
    return { first: row === 0 ? 1 : this.#tickSeqs.at(row - 1) + 1, last: this.#tickSeqs.at(row) };
  }

  lateRecords(intent: number): readonly number[] {
    return this.#late.get(intent) ?? [];
  }

  #tickRow(id: number | null): number {
    if (id === null) return this.#tickSeqs.length - 1;
    return Math.max(this.#tickSeqs.values.lastIndexOf(id), this.#tickSlots.values.lastIndexOf(id));
  }

  #codeOf(kind: string): number {
    const known = this.#codes.get(kind);
    if (known !== undefined) return known;
    this.#codes.set(kind, this.#codes.size);
    return this.#codes.size - 1;
  }

  #codesOf(type: string): ReadonlySet<number> {
    const kinds = [...this.#codes].filter(([kind]) => kind === type || kind.startsWith(`${type} `));
    return new Set(kinds.map(([, code]) => code));
  }
}

const decisionKind = (book: string, symbol: string): string => `DECISION ${book} ${symbol}`;
