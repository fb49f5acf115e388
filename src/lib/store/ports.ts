import type { BarSeries } from '../core/bar-series.ts';
import type { AssetClass } from '../core/instrument.ts';
import type { Interval } from '../core/interval.ts';
import type { ChainLink, RecordBody, SealedRecord } from '../journal/sealed-record.ts';
import type { BarKey, BarSpan } from './bar-key.ts';
import type { FetchedFrom, ProvenanceReader } from './provenance.ts';
import type { RunStore } from './runs.ts';
import type { SweepStore } from './sweep-points.ts';
import type { TryStore } from './tries.ts';

export type { BarKey, BarSpan } from './bar-key.ts';

export interface BarWrite {
  readonly inserted: number;
  readonly unchanged: number;
  /** Rows whose stored values differ from the offered ones; overwritten only with `replace`. */
  readonly conflicting: number;
}

export interface BarRange extends BarSpan {
  /** Only the newest `last` rows of the range. */
  readonly last?: number;
}

export interface BarInventory extends BarKey {
  readonly assetClass: AssetClass;
  readonly rows: number;
  readonly firstMs: number;
  readonly lastMs: number;
  /** File or provider of the newest write, and when (ISO). */
  readonly origin: string;
  readonly writtenAt: string;
}

export interface BarWriteOptions {
  /** File or provider, for people. */
  readonly origin: string;
  readonly atMs: number;
  readonly replace?: boolean;
  /** Kept with each row that is written. */
  readonly fetched?: FetchedFrom;
}

export interface BarStore extends ProvenanceReader {
  /**
   * Writes all rows or none. Existing equal rows are left alone.
   * @throws RangeError when a price is not finite or times do not rise: `validate-bars` comes first.
   */
  write(source: string, series: BarSeries, options: BarWriteOptions): BarWrite;
  /** Oldest first; a volume that was NaN (unknown) comes back as NaN. */
  load(key: BarKey, range?: BarRange): BarSeries;
  /**
   * The same bars in consecutive chunks of at most 16,384, oldest first, in the memory of two of them: for
   * histories that are longer than memory. What others write meanwhile does not show. Read it to its end (or
   * leave its loop) before you write to this store.
   */
  pages(key: BarKey, range?: BarSpan): Iterable<BarSeries>;
  /** By source, symbol and interval. */
  inventory(): BarInventory[];
}

/** Which samples may be pooled: same bars, features and label definition. */
export interface SampleScope {
  readonly source: string;
  readonly interval: Interval;
  readonly featureSet: string;
  readonly labelSet: string;
}

export type Barrier = 'target' | 'stop' | 'time';

export interface SampleLabel {
  /** 1 when the bet paid after costs. */
  readonly y: 0 | 1;
  readonly netReturn: number;
  /** Close time of the bar that resolved the label, UTC epoch milliseconds. */
  readonly resolvedMs: number;
  readonly barrier: Barrier;
}

export interface StoredSample {
  readonly symbol: string;
  readonly assetClass: AssetClass;
  /** Close time of the newest bar the features read, UTC epoch milliseconds. */
  readonly atMs: number;
  readonly features: Float64Array;
  /** Null until the horizon has passed. */
  readonly label: SampleLabel | null;
}

export interface SampleCount {
  readonly assetClass: AssetClass;
  readonly total: number;
  readonly matured: number;
}

/** Moments from the first to the last, both included, UTC epoch milliseconds. */
export interface MomentSpan {
  readonly fromMs: number;
  readonly toMs: number;
}

export interface SampleStore {
  /**
   * Inserts new samples and fills in labels of stored ones; features and a label once written never change.
   * `matured` counts the labels written, those of new samples too.
   */
  upsert(scope: SampleScope, samples: readonly StoredSample[]): { inserted: number; matured: number };
  /** The newest matured samples of a class, oldest first; rows of one `atMs` enter or stay out together. */
  newestMatured(scope: SampleScope, assetClass: AssetClass, limit: number): StoredSample[];
  /** Matured samples of a class with `atMs` from `fromMs` to `toMs`, both included; oldest first. */
  maturedBetween(scope: SampleScope, assetClass: AssetClass, span: MomentSpan): StoredSample[];
  /** As `newestMatured`, with those that still wait for their label. */
  newestAny(scope: SampleScope, assetClass: AssetClass, limit: number): StoredSample[];
  /** Newest `atMs` of a symbol, matured or not; null when there is none. */
  newest(scope: SampleScope, symbol: string): number | null;
  /** `atMs` of the oldest sample of a symbol that still waits for its label; null when none does. */
  oldestPending(scope: SampleScope, symbol: string): number | null;
  counts(scope: SampleScope): SampleCount[];
}

/** JSON documents by number, from 1: training cycles. */
export interface CycleStore {
  append(record: { atMs: number; document: string }): number;
  /** The newest `count`, or of those with a number below `before`; oldest first. */
  last(count: number, before?: number): { number: number; atMs: number; document: string }[];
  /** How many there have been: the number of the newest. Documents of old ones may be gone. */
  count(): number;
}

export interface PredictionStore {
  /** Keeps the newest prediction of a symbol only: one older than the stored one is ignored. */
  write(atMs: number, rows: readonly { symbol: string; document: string }[]): void;
  /** By symbol. */
  newest(): { symbol: string; atMs: number; document: string }[];
}

export interface EquityPoint {
  readonly book: string;
  readonly atMs: number;
  readonly equityCents: bigint;
  readonly cashCents: bigint;
}

/** Equity snapshots: a view of the journal, rebuilt when lost. */
export interface EquityStore {
  /** A point of a stored book and time replaces it, so that a rebuild may be repeated. */
  append(points: readonly EquityPoint[]): void;
  /** Oldest first, in [fromMs, toMs). */
  range(book: string, fromMs?: number, toMs?: number): EquityPoint[];
  clear(): void;
}

/** The projected journal state at a record, so that a tick reads only the tail. A cache: may be dropped. */
export interface Checkpoint extends JournalPosition {
  readonly state: string;
}

export interface CheckpointStore {
  load(): Checkpoint | null;
  save(checkpoint: Checkpoint): void;
  drop(): void;
}

export interface Store {
  readonly bars: BarStore;
  readonly samples: SampleStore;
  readonly cycles: CycleStore;
  readonly predictions: PredictionStore;
  readonly equity: EquityStore;
  readonly checkpoints: CheckpointStore;
  readonly runs: RunStore;
  readonly tries: TryStore;
  readonly sweeps: SweepStore;
  /** Runs synchronous `work` in one transaction: all of it or none. A transaction inside is part of it. */
  transaction<T>(work: () => T): T;
  close(): void;
}

export interface ModelFile {
  readonly name: string;
  readonly bytes: number;
  /** When the file was written, UTC epoch milliseconds. */
  readonly writtenMs: number;
}

/** Whose model is current: a class's own, one of its experts' (`crypto/forest-long`), or one pinned by hand (`crypto/pinned`). */
export type ModelSlot = AssetClass | `${AssetClass}/${string}`;

/** The folder of model files. It knows nothing of what is in a model: reading gives unknown JSON. */
export interface ModelStore {
  write(name: string, json: unknown): void;
  read(name: string): unknown;
  /** Name of the current model of a slot; null before the first. */
  currentName(slot: ModelSlot): string | null;
  makeCurrent(slot: ModelSlot, name: string): void;
  /** A slot that has no current model from here on. */
  clearCurrent(slot: ModelSlot): void;
  /** Newest first. */
  list(): readonly ModelFile[];
  /** Removes all but the newest `keep` whose names begin with `prefix`, and those that are current. */
  prune(prefix: string, keep: number): readonly string[];
}

/** A place in a journal: the record before it, the byte after that record, and what all bytes before it are. */
export interface JournalPosition extends ChainLink {
  readonly offset: number;
  /** SHA-256 of the file's bytes before `offset`, hex. */
  readonly digest: string;
}

/** The end of a journal that may be appended to. */
export interface JournalLog {
  readonly position: JournalPosition;
  /** Durable on return. */
  append(bodies: readonly RecordBody[]): readonly SealedRecord[];
  close(): void;
}

/** A journal just opened: what follows the place it was opened from, verified. */
export interface OpenedJournal {
  readonly journal: JournalLog;
  readonly records: readonly SealedRecord[];
  /** A torn last line that was moved aside. */
  readonly repaired: { readonly movedTo: string; readonly bytes: number } | null;
}

export type OpenJournal = (from: JournalPosition | null) => OpenedJournal;
