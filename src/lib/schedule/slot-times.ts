import { nextRun, type Rhythm } from './next-runs.ts';

/** A stretch of time in which a job is to begin once: [startMs, endMs), UTC epoch milliseconds. */
export interface Slot {
  readonly startMs: number;
  readonly endMs: number;
}

/**
 * When slots begin: every so many milliseconds, counted from midnight UTC (a length that divides a day), or at a time of
 * day in a zone, which summer time moves.
 */
export type SlotTimes = { readonly everyMs: number } | { readonly daily: Rhythm };

/** The slots that begin in [fromMs, toMs), oldest first. */
export const slotsBetween = (times: SlotTimes, fromMs: number, toMs: number): Slot[] =>
  'everyMs' in times ? evenSlots(times.everyMs, fromMs, toMs) : dailySlots(times.daily, fromMs, toMs);

/** A day is a whole number of them, so that counting from 1970 is counting from midnight. */
function evenSlots(everyMs: number, fromMs: number, toMs: number): Slot[] {
  const slots: Slot[] = [];
  for (let startMs = Math.ceil(fromMs / everyMs) * everyMs; startMs < toMs; startMs += everyMs)
    slots.push({ startMs, endMs: startMs + everyMs });
  return slots;
}

/** A day has 23 or 25 hours when the clocks are set. */
function dailySlots(rhythm: Rhythm, fromMs: number, toMs: number): Slot[] {
  const slots: Slot[] = [];
  for (let startMs = nextRun(rhythm, fromMs - 1); startMs < toMs; ) {
    const endMs = nextRun(rhythm, startMs);
    slots.push({ startMs, endMs });
    startMs = endMs;
  }
  return slots;
}
