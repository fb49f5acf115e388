/** What one point of a sweep came to: kept until its sweep is done, so that a killed one can go on. */
export interface StoredPoint {
  /** Names the point within its sweep. */
  readonly point: string;
  readonly trades: number;
  /** Dollars at the close of each day. */
  readonly equity: Float64Array;
}

/** Finished points of sweeps that are not done. `sweep` is a fingerprint of all that a point's result depends on. */
export interface SweepStore {
  /** All of them or none; a point that is there already is left alone. */
  add(sweep: string, atMs: number, points: readonly StoredPoint[]): void;
  /** In no order. */
  load(sweep: string): StoredPoint[];
  drop(sweep: string): void;
  /** Drops what was added before `beforeMs`: sweeps that nobody went on with. */
  prune(beforeMs: number): void;
}
