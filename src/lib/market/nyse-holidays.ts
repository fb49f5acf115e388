import { DAY_MS } from '../core/interval.ts';
import { lastWeekday, nthWeekday, utcDate, weekday } from './new-york-time.ts';

/** Days of one year, as UTC midnights, on which the New York Stock Exchange is shut or shuts at 13:00. */
export interface HolidayCalendar {
  readonly closed: ReadonlySet<number>;
  readonly earlyClose: ReadonlySet<number>;
}

const [SUNDAY, MONDAY, THURSDAY, SATURDAY] = [0, 1, 4, 6] as const;

/** Closures outside the rules: attacks of 2001, state funerals, the hurricane of 2012. */
const ONE_OFF_CLOSURES = [
  utcDate(2001, 9, 11),
  utcDate(2001, 9, 12),
  utcDate(2001, 9, 13),
  utcDate(2001, 9, 14),
  utcDate(2004, 6, 11),
  utcDate(2007, 1, 2),
  utcDate(2012, 10, 29),
  utcDate(2012, 10, 30),
  utcDate(2018, 12, 5),
  utcDate(2025, 1, 9),
];

/** A holiday on a Saturday is kept on the Friday before, one on a Sunday on the Monday after. */
function observed(dayMs: number): number {
  if (weekday(dayMs) === SATURDAY) return dayMs - DAY_MS;
  return weekday(dayMs) === SUNDAY ? dayMs + DAY_MS : dayMs;
}

/** Western Easter Sunday by the anonymous Gregorian computus (Meeus, Astronomical Algorithms, ch. 8). */
function easterSunday(year: number): number {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const inCentury = year % 100;
  const leapless =
    century - Math.floor(century / 4) - Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + leapless + 15) % 30;
  const toSunday = (32 + 2 * (century % 4) + 2 * Math.floor(inCentury / 4) - epact - (inCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * toSunday) / 451);
  const days = epact + toSunday - 7 * late + 114;
  return utcDate(year, Math.floor(days / 31), (days % 31) + 1);
}

const thanksgiving = (year: number): number => nthWeekday(utcDate(year, 11, 1), THURSDAY, 4);

function holidays(year: number): number[] {
  const newYear = utcDate(year, 1, 1);
  const days = [
    nthWeekday(utcDate(year, 1, 1), MONDAY, 3),
    nthWeekday(utcDate(year, 2, 1), MONDAY, 3),
    easterSunday(year) - 2 * DAY_MS,
    lastWeekday(utcDate(year, 6, 1), MONDAY),
    observed(utcDate(year, 7, 4)),
    nthWeekday(utcDate(year, 9, 1), MONDAY, 1),
    thanksgiving(year),
    observed(utcDate(year, 12, 25)),
  ];
  // A New Year's Day on a Saturday is not kept on the Friday: that day closes the accounting year.
  if (weekday(newYear) !== SATURDAY) days.push(observed(newYear));
  if (year >= 2022) days.push(observed(utcDate(year, 6, 19)));
  return days;
}

const calendars = new Map<number, HolidayCalendar>();

/** The rules hold from 1998 (first Martin Luther King Day) on. */
export function nyseHolidays(year: number): HolidayCalendar {
  const known = calendars.get(year);
  if (known) return known;
  const closed = new Set([...holidays(year), ...ONE_OFF_CLOSURES]);
  const eves = [utcDate(year, 7, 3), thanksgiving(year) + DAY_MS, utcDate(year, 12, 24)];
  const calendar = { closed, earlyClose: new Set(eves.filter(day => !closed.has(day))) };
  calendars.set(year, calendar);
  return calendar;
}
