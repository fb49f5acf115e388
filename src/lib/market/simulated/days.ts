import { DAY_MS } from '../../core/interval.ts';

/** First day of every simulated history, 2012-01-01: nothing is known before it. */
export const EPOCH_MS = Date.UTC(2012, 0, 1);

/** Days since the epoch of the day that holds a moment; negative before the epoch. */
export const dayIndex = (timeMs: number): number => Math.floor((timeMs - EPOCH_MS) / DAY_MS);

export const dayStart = (index: number): number => EPOCH_MS + index * DAY_MS;
