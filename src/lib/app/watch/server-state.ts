/** What the server knows of itself. */
export interface HealthState {
  readonly startedMs: number;
  /** Clients of the live feed. */
  readonly streams: number;
  readonly version: string;
}
