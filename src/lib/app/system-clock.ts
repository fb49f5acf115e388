import { uptime } from 'node:os';
import type { Clock } from '../core/clock.ts';

/** The clock of this machine: the only place in `src` that reads it. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
};

/**
 * When this machine was started, by its clock of now, and how long it has slept since: on Linux and macOS the time since
 * the start counts sleep, and the clock that never goes back does not (clock_gettime(2), BOOTTIME and MONOTONIC).
 */
export function machineAge(): { readonly bootMs: number; readonly sleptMs: number } {
  const upMs = 1_000 * uptime();
  const awakeMs = Number(process.hrtime.bigint() / 1_000_000n);
  return { bootMs: Math.round(Date.now() - upMs), sleptMs: Math.max(0, Math.round(upMs - awakeMs)) };
}
