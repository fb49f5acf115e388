/** What the server knows of itself. */
export interface HealthState {
  readonly startedMs: number;
  /** Clients of the live feed. */
  readonly streams: number;
  readonly version: string;
}

/** Texts that are others whenever something behind them is. */
export interface Revision {
  readonly journal: string;
  readonly store: string;
  readonly models: string;
}
