import { DAY_MS, HOUR_MS } from '../../core/interval.ts';

/**
 * A time as written.
 * - `instant`: an epoch number or a time with an offset; `ms` is UTC, `ms + offsetMs` the clock as written.
 * - `wall`: a clock without a zone; `ms` is that clock as if it were UTC.
 * - `slash`: as `wall`, but day and month are in doubt: `first`, `second`, `year`; `ms` is the time of day.
 */
export interface ParsedTime {
  readonly kind: 'instant' | 'wall' | 'slash';
  readonly ms: number;
  readonly offsetMs: number | null;
  readonly dateOnly: boolean;
  readonly first: number;
  readonly second: number;
  readonly year: number;
}

/** Epoch numbers are believed from 1980 up to 2100; the ranges of the four units do not touch. */
const EARLIEST_MS = Date.UTC(1980, 0, 1);
const LATEST_MS = Date.UTC(2100, 0, 1);
const EPOCH_UNITS = [1000, 1, 1e-3, 1e-6];

const YEAR_FIRST = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ,]+(.+))?$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?:[T ]?(\d{2}):?(\d{2}):?(\d{2})?)?$/;
const YEAR_LAST = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?:[T ,]+(.+))?$/;
const DAY_NAMED = /^(\d{1,2})[- ]([A-Za-z]{3,9})[-, ]+(\d{4})(?:[T ,]+(.+))?$/;
const MONTH_NAMED = /^([A-Za-z]{3,9})[- ](\d{1,2})[-, ]+(\d{4})(?:[T ,]+(.+))?$/;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Reads one time cell; null when it is none. */
export function parseTime(text: string): ParsedTime | null {
  const trimmed = text.trim();
  return parseEpoch(trimmed) ?? parseYearFirst(trimmed) ?? parseYearLast(trimmed) ?? parseNamed(trimmed);
}

function parseEpoch(text: string): ParsedTime | null {
  if (!/^\d{9,19}(\.\d*)?$|^\d(\.\d+)?[eE]\+?\d{1,2}$/.test(text)) return null;
  const value = Number(text);
  const unit = EPOCH_UNITS.find(scale => value * scale >= EARLIEST_MS && value * scale < LATEST_MS);
  return unit === undefined ? null : instant(Math.floor(value * unit), null);
}

function parseYearFirst(text: string): ParsedTime | null {
  const match = YEAR_FIRST.exec(text);
  if (match) return withClock(dayMs(Number(match[1]), Number(match[2]), Number(match[3])), match[4]);
  const compact = COMPACT.exec(text);
  if (!compact) return null;
  const clock = compact[4] === undefined ? undefined : `${compact[4]}:${compact[5]}:${compact[6] ?? '00'}`;
  return withClock(dayMs(Number(compact[1]), Number(compact[2]), Number(compact[3])), clock);
}

function parseYearLast(text: string): ParsedTime | null {
  const match = YEAR_LAST.exec(text);
  if (!match) return null;
  const timed = withClock(0, match[5]);
  if (timed?.kind !== 'wall') return null;
  return {
    ...timed,
    kind: 'slash',
    first: Number(match[1]),
    second: Number(match[3]),
    year: fullYear(match[4]!),
  };
}

function parseNamed(text: string): ParsedTime | null {
  const day = DAY_NAMED.exec(text);
  if (day) return withClock(dayMs(Number(day[3]), monthNumber(day[2]!), Number(day[1])), day[4]);
  const month = MONTH_NAMED.exec(text);
  if (!month) return null;
  return withClock(dayMs(Number(month[3]), monthNumber(month[1]!), Number(month[2])), month[4]);
}

/** 0 when the word is not a month: `dayMs` then answers NaN. */
const monthNumber = (word: string): number => MONTHS.indexOf(word.slice(0, 3).toLowerCase()) + 1;

/** Two digits are years of this century up to 69, of the last from 70 (POSIX). */
function fullYear(text: string): number {
  const year = Number(text);
  if (text.length === 4) return year;
  return year < 70 ? 2000 + year : 1900 + year;
}

/** Midnight of a calendar day as UTC epoch milliseconds; NaN when there is no such day. */
export function dayMs(year: number, month: number, day: number): number {
  const ms = Date.UTC(year, month - 1, day);
  const date = new Date(ms);
  return year >= 1900 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? ms : Number.NaN;
}

const CLOCK =
  /^(\d{1,2})(?::(\d{2}))?(?::(\d{2})(?:[.,](\d{1,9}))?)?(?:[ -]?([AP])M)?\s*(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?$/i;

function withClock(day: number, clock: string | undefined): ParsedTime | null {
  if (Number.isNaN(day)) return null;
  if (clock === undefined) return wall(day, true);
  const match = CLOCK.exec(clock.trim());
  if (!match) return null;
  const ofDay = msOfDay(match);
  if (Number.isNaN(ofDay)) return null;
  if (match[6] === undefined) return wall(day + ofDay, false);
  const offset = offsetMs(match[6]);
  return instant(day + ofDay - offset, offset);
}

function msOfDay(match: RegExpExecArray): number {
  const hour = hour24(Number(match[1]), match[5]?.toUpperCase());
  const minute = Number(match[2] ?? 0);
  const second = Number(match[3] ?? 0);
  if (minute > 59 || second > 59) return Number.NaN;
  const fraction = Math.floor(Number(`0.${match[4] ?? 0}`) * 1000);
  return hour * HOUR_MS + minute * 60_000 + second * 1000 + fraction;
}

/** Hour of a 24-hour clock; NaN when out of range. 12 AM is midnight, 12 PM noon. */
function hour24(hour: number, half: string | undefined): number {
  if (half === undefined) return hour <= 23 ? hour : Number.NaN;
  if (hour < 1 || hour > 12) return Number.NaN;
  return (hour % 12) + (half === 'P' ? 12 : 0);
}

function offsetMs(text: string): number {
  const match = /^([+-])(\d{2}):?(\d{2})?$/.exec(text);
  if (!match) return 0;
  const size = Number(match[2]) * HOUR_MS + Number(match[3] ?? 0) * 60_000;
  return match[1] === '-' ? -size : size;
}

const NO_PARTS = { first: 0, second: 0, year: 0 };
const instant = (ms: number, offset: number | null): ParsedTime => ({
  kind: 'instant',
  ms,
  offsetMs: offset,
  dateOnly: false,
  ...NO_PARTS,
});
const wall = (ms: number, dateOnly: boolean): ParsedTime => ({
  kind: 'wall',
  ms,
  offsetMs: null,
  dateOnly,
  ...NO_PARTS,
});

/** True for a written clock of exactly midnight: such rows label days. */
export const isMidnight = (time: ParsedTime): boolean => (time.ms + (time.offsetMs ?? 0)) % DAY_MS === 0;
