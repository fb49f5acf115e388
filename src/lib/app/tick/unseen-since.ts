import { DAY_MS } from '../../core/interval.ts';
import type { HiveState } from '../../journal/state.ts';

/**
 * From when on the broker may know what the journal does not (UTC epoch milliseconds): a day before the last tick that
 * came to its end, however long ago that was. The day is for ticks that were killed, and for clocks that differ.
 */
export const unseenSince = ({ lastTickMs, startedMs }: HiveState, nowMs: number): number =>
  Math.min(nowMs, lastTickMs ?? startedMs) - DAY_MS;
