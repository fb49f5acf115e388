import { isoTime } from '../../core/clock.ts';

/** With nanoseconds, as Alpaca writes times: `2026-07-18T02:11:31.258000000Z`. */
export const nanoTime = (timeMs: number): string => `${isoTime(timeMs).slice(0, -1)}000000Z`;

export const nanoTimeOrNull = (timeMs: number | null): string | null =>
  timeMs === null ? null : nanoTime(timeMs);

/** To the second, as bars are stamped: `2024-07-18T05:02:00Z`. */
export const isoSecond = (timeMs: number): string => `${isoTime(timeMs).slice(0, 19)}Z`;
