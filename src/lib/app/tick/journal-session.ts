import type { Clock } from '../../core/clock.ts';
import { isoTime } from '../../core/clock.ts';
import { HiveError } from '../../core/errors.ts';
import { type Entry, isEntry, type TimedEntry, toEntry } from '../../journal/entry.ts';
import { project } from '../../journal/project.ts';
import type { RecordMode, SealedRecord } from '../../journal/sealed-record.ts';
import { decodeState, encodeState, type HiveState } from '../../journal/state.ts';
import { type Trade, tradeOf } from '../../journal/trade.ts';
import type { Checkpoint, CheckpointStore, OpenedJournal, OpenJournal } from '../../store/ports.ts';

export interface SessionOptions {
  readonly open: OpenJournal;
  readonly checkpoints: CheckpointStore;
  readonly clock: Clock;
  readonly mode: RecordMode;
}

/** The journal and the state it folds to, for the holder of the tick lock. */
export class JournalSession {
  readonly #options: SessionOptions;
  readonly #opened: OpenedJournal;
  readonly #trades: Trade[] = [];
  readonly #ticks: TimedEntry<'TICK'>[] = [];
  #state: HiveState | null;

  constructor(options: SessionOptions) {
    this.#options = options;
    const { opened, state } = openFrom(options.open, options.checkpoints.load());
    this.#opened = opened;
    this.#state = state;
    this.#fold(opened.records);
    if (opened.repaired && this.#state) this.#reportRepair(opened.repaired);
  }

  /** False until `GENESIS` is written. */
  get hasBegun(): boolean {
    return this.#state !== null;
  }

  /** @throws Error before the first record. */
  get state(): HiveState {
    if (!this.#state) throw new Error('the journal has not begun');
    return this.#state;
  }

  /**
   * Writes the entries durably, in one go, and folds them into the state.
   * @throws HiveError (data) or Error, writing nothing, when they cannot follow the state: a record that
   * cannot be folded would make the journal unreadable for good.
   */
  record(...entries: readonly Entry[]): void {
    const { clock, mode } = this.#options;
    const atMs = clock.now();
    const at = isoTime(atMs);
    entries.reduce<HiveState | null>((state, next) => project(state, { ...next, atMs }), this.#state);
    const account = this.#account(entries);
    const bodies = entries.map(({ type, data }) => ({ at, mode, account, type, data }));
    this.#fold(this.#opened.journal.append(bodies));
  }

  /** The account that the journal is of; its first record names it. */
  #account(entries: readonly Entry[]): string | null {
    const genesis = entries.find(next => isEntry(next, 'GENESIS'));
    return this.#state?.account ?? (genesis && isEntry(genesis, 'GENESIS') ? genesis.data.account : null);
  }

  /** Trades of the records after the checkpoint: those of this session, and those a killed one left behind. */
  get trades(): readonly Trade[] {
    return this.#trades;
  }

  /** Closing records of the ticks after the checkpoint, this one's included. */
  get ticks(): readonly TimedEntry<'TICK'>[] {
    return this.#ticks;
  }

  /** Lets the next opening start here. */
  saveCheckpoint(): void {
    const state = encodeState(this.state);
    this.#options.checkpoints.save({ ...this.#opened.journal.position, state });
  }

  close(): void {
    this.#opened.journal.close();
  }

  #fold(records: readonly SealedRecord[]): void {
    for (const record of records) {
      const before = this.#state;
      this.#state = fold(before, record);
      const trade = tradeOf(record, before, this.#state);
      if (trade) this.#trades.push(trade);
      const entry = toEntry(record);
      if (isEntry(entry, 'TICK')) this.#ticks.push({ ...entry, atMs: entry.atMs });
    }
  }

  #reportRepair({ movedTo, bytes }: { movedTo: string; bytes: number }): void {
    this.record({ type: 'REPAIR', data: { movedTo, bytes } });
  }
}

function openFrom(
  open: OpenJournal,
  checkpoint: Checkpoint | null,
): { opened: OpenedJournal; state: HiveState | null } {
  if (!checkpoint) return { opened: open(null), state: null };
  // Proves that the journal still holds all that the checkpoint has seen, whether its state can be used or not.
  const proven = open(checkpoint);
  const state = decodeState(checkpoint.state);
  if (state) return { opened: proven, state };
  proven.journal.close();
  return { opened: { ...open(null), repaired: proven.repaired }, state: null };
}

const fold = (state: HiveState | null, record: SealedRecord): HiveState => {
  try {
    return project(state, toEntry(record));
  } catch (error) {
    if (error instanceof HiveError) throw error;
    throw new Error(`journal record ${record.seq} (${record.type}) cannot be folded`, { cause: error });
  }
};
