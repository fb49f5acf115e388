import type { AssetClass } from '../core/instrument.ts';
import { DAY_MS, HOUR_MS } from '../core/interval.ts';
import { newYorkOffsetMs, weekday, yearOf } from './new-york-time.ts';
import { nyseHolidays } from './nyse-holidays.ts';

/** Trading hours [openMs, closeMs), UTC epoch milliseconds. */
export interface Session {
  readonly openMs: number;
  readonly closeMs: number;
}

/** Sunday and Saturday. */
const WEEKEND: readonly number[] = [0, 6];
const OPEN_MS = 9.5 * HOUR_MS;
const CLOSE_MS = 16 * HOUR_MS;
const EARLY_CLOSE_MS = 13 * HOUR_MS;

export const startOfDay = (timeMs: number): number => Math.floor(timeMs / DAY_MS) * DAY_MS;

/**
 * Regular session of the New York Stock Exchange on the UTC day that holds `dayMs`, null when it is shut.
 * By rule, from 1998 on. Rules: https://www.nyse.com/markets/hours-calendars
 */
export function session(dayMs: number): Session | null {
  const day = startOfDay(dayMs);
  if (WEEKEND.includes(weekday(day))) return null;
  const holidays = nyseHolidays(yearOf(day));
  if (holidays.closed.has(day)) return null;
  const midnight = day + newYorkOffsetMs(day);
  const close = holidays.earlyClose.has(day) ? EARLY_CLOSE_MS : CLOSE_MS;
  return { openMs: midnight + OPEN_MS, closeMs: midnight + close };
}

/** Trading hours of a UTC day by class: the whole day for crypto, the session or null for stocks. */
export function tradingHours(assetClass: AssetClass, dayMs: number): Session | null {
  if (assetClass === 'stock') return session(dayMs);
  const day = startOfDay(dayMs);
  return { openMs: day, closeMs: day + DAY_MS };
}
