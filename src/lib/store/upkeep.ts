/** What is older than these moments goes, UTC epoch milliseconds. */
export interface Cutoffs {
  readonly intradayBarsMs: number;
  readonly samplesMs: number;
  /** Of days before it, one cycle each stays. The beginning of a UTC day. */
  readonly cyclesMs: number;
  /** Points before it stay once an hour, and those before `equityDailyMs` once a day. */
  readonly equityHourlyMs: number;
  readonly equityDailyMs: number;
  readonly sweepsMs: number;
  /** Newest runs that stay; 0 is all. */
  readonly runs: number;
}

export const CHORES = ['bars', 'fetches', 'samples', 'cycles', 'equity', 'sweeps', 'runs'] as const;

export type ChoreName = (typeof CHORES)[number];

/** A kind of row that grows old. */
export interface Chore {
  readonly name: ChoreName;
  /** Rows that would go now. */
  count(): number;
  /**
   * Removes some of them in one short transaction, so that a tick which wants to write waits for milliseconds.
   * @returns how many; 0 when none is left.
   */
  step(): number;
}

export interface StoreSpace {
  readonly bytes: number;
  /** Within `bytes`, to be used again. */
  readonly freeBytes: number;
  /** Of the write-ahead log, beside `bytes`. */
  readonly walBytes: number;
  /** Whether free pages can be given back in steps. */
  readonly shrinks: boolean;
}

/** The store as those see it who tidy up. */
export interface StoreUpkeep {
  chores(cutoffs: Cutoffs): readonly Chore[];
  space(): StoreSpace;
  /** Gives up to `pages` free pages back to the disk. Needs no more space than they take. */
  shrink(pages: number): void;
  /** Writes the file anew. Nobody else may write meanwhile; needs twice its size on the disk. */
  rewrite(): void;
  /** Moves what is in the write-ahead log into the file and empties it, unless somebody reads. */
  flush(): void;
  close(): void;
}
