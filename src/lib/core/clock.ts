/** Time as a port, so that a tick is a function of its inputs. Only `app/compose` makes the system clock. */
export interface Clock {
  /** UTC epoch milliseconds. */
  now(): number;
  /** Milliseconds that never go back; only differences mean anything. */
  monotonic(): number;
}

/** A clock that stands still at `atMs`: `--as-of`, tests and replays. */
export const fixedClock = (atMs: number): Clock => ({ now: () => atMs, monotonic: () => atMs });

/** ISO 8601 in UTC with milliseconds, the only time format HIVE writes. */
export const isoTime = (timeMs: number): string => new Date(timeMs).toISOString();

/** UTC calendar day, `2026-11-22`: the day that daily limits count by. */
export const utcDay = (timeMs: number): string => isoTime(timeMs).slice(0, 10);
