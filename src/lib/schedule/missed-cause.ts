import type { Slot } from './slot-times.ts';

/** A moment at which the machine was on, UTC epoch milliseconds. */
export interface Moment {
  readonly startedMs: number;
  /** When the machine had been started, by the clock of this moment. */
  readonly bootMs: number;
  /** How long the machine had slept since then; absent where that is not known. */
  readonly sleptMs?: number | undefined;
}

/**
 * Why no run began in a slot: another one of the job was going, the machine was off, it slept, its clock was set
 * forward over the slot, or nobody knows (a schedule that did not start it, above all).
 */
export const MISSED_CAUSES = ['still-running', 'machine-off', 'asleep', 'clock-set', 'unknown'] as const;
export type MissedCause = (typeof MISSED_CAUSES)[number];

/** Clocks are drawn level by less, and the start of a machine is known about as well. */
const CLOCK_STEP_MS = 60_000;
/** A gap was slept through when this part of it was: runs are minutes apart, sleeps are longer. */
const SLEPT_SHARE = 1 / 2;

/** By the last moment before the slot began and the first one after that, of whatever job. */
export function whyNothingRan({ startMs }: Slot, moments: readonly Moment[]): MissedCause {
  const at = indexFrom(moments, startMs);
  const [before, after] = [moments[at - 1], moments[at]];
  if (after === undefined) return 'unknown';
  const isRestarted = before === undefined || after.bootMs > before.startedMs;
  if (isRestarted) return after.bootMs > startMs ? 'machine-off' : 'unknown';
  if (after.bootMs - before.bootMs > CLOCK_STEP_MS) return 'clock-set';
  const sleptMs = (after.sleptMs ?? 0) - (before.sleptMs ?? 0);
  return sleptMs >= SLEPT_SHARE * (after.startedMs - before.startedMs) ? 'asleep' : 'unknown';
}

/** Index of the first moment at or after `fromMs`, by halving. */
function indexFrom(moments: readonly Moment[], fromMs: number): number {
  let [low, high] = [0, moments.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (moments[middle]!.startedMs < fromMs) low = middle + 1;
    else high = middle;
  }
  return low;
}
