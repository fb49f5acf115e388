import { DAY_MS, HOUR_MS } from '../core/interval.ts';

/** UTC midnight of a calendar date; `month` counts from 1. */
export const utcDate = (year: number, month: number, day: number): number => Date.UTC(year, month - 1, day);

export const yearOf = (timeMs: number): number => new Date(timeMs).getUTCFullYear();

/** 0 = Sunday … 6 = Saturday. */
export const weekday = (dayMs: number): number => new Date(dayMs).getUTCDay();

/** The `nth` (from 1) given weekday of a month. */
export function nthWeekday(monthStartMs: number, day: number, nth: number): number {
  const offset = (day - weekday(monthStartMs) + 7) % 7;
  return monthStartMs + (offset + 7 * (nth - 1)) * DAY_MS;
}

/** The last given weekday of the month that ends just before `nextMonthStartMs`. */
export const lastWeekday = (nextMonthStartMs: number, day: number): number =>
  nthWeekday(nextMonthStartMs, day, 1) - 7 * DAY_MS;

const SUNDAY = 0;

/** First and last day (exclusive) of summer time; the Energy Policy Act of 2005 moved both from 2007 on. */
function summerTime(year: number): { readonly fromMs: number; readonly toMs: number } {
  if (year >= 2007) {
    return {
      fromMs: nthWeekday(utcDate(year, 3, 1), SUNDAY, 2),
      toMs: nthWeekday(utcDate(year, 11, 1), SUNDAY, 1),
    };
  }
  return {
    fromMs: nthWeekday(utcDate(year, 4, 1), SUNDAY, 1),
    toMs: lastWeekday(utcDate(year, 11, 1), SUNDAY),
  };
}

/**
 * What to add to New York's wall clock, at noon of a date, to get UTC: 4 or 5 hours.
 * The rule holds from 1987 on; the switch itself happens on a Sunday night, outside any session.
 */
export function newYorkOffsetMs(dayMs: number): number {
  const summer = summerTime(yearOf(dayMs));
  return (dayMs >= summer.fromMs && dayMs < summer.toMs ? 4 : 5) * HOUR_MS;
}
