import { isoTime } from '../../core/clock.ts';
import type { HiveState } from '../../journal/state.ts';

const STUCK_AFTER_MS = 60 * 60_000;

/** Orders that have had no outcome for an hour. */
export interface StuckOrder {
  readonly order: string;
  readonly says: string;
  readonly todo: string;
}

export const stuckOrders = (open: HiveState['open'], nowMs: number): StuckOrder[] =>
  Object.values(open)
    .filter(({ intendedMs }) => nowMs - intendedMs > STUCK_AFTER_MS)
    .map(({ order, intendedMs }) => ({
      order,
      says: `Order ${order} of ${isoTime(intendedMs)} has no outcome yet: its symbol is frozen.`,
      todo: 'If the broker has no trace of it: hive positions accept.',
    }));
