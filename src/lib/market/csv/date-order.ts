import { dataError } from '../../core/errors.ts';
import { dayMs, type ParsedTime } from './parse-time.ts';
import type { DateOrder } from './read-options.ts';

/** A time with its line, for messages. */
export interface TimedLine {
  readonly line: number;
  readonly text: string;
  readonly time: ParsedTime;
}

/** Milliseconds of a `slash` time under an order; NaN when the calendar has no such day. */
export const slashMs = (time: ParsedTime, order: DateOrder): number =>
  time.ms +
  (order === 'dmy' ? dayMs(time.year, time.second, time.first) : dayMs(time.year, time.first, time.second));

/**
 * Order of day and month in dates such as 3/1/2017, decided from all rows: a number above 12 is a day;
 * without one, the order under which all steps are equal.
 * @throws HiveError (data) when the rows allow both orders or contradict each other.
 */
export function decideDateOrder(rows: readonly TimedLine[]): DateOrder {
  const dayFirst = rows.find(row => row.time.first > 12);
  const dayLast = rows.find(row => row.time.second > 12);
  if (dayFirst && dayLast) throw mixedOrders(dayFirst, dayLast);
  if (dayFirst) return 'dmy';
  if (dayLast) return 'mdy';
  const regular = (['dmy', 'mdy'] as const).filter(order => isRegular(rows, order));
  if (regular.length === 1) return regular[0]!;
  const example = rows[0]!;
  throw dataError({
    code: 'DATE_ORDER_AMBIGUOUS',
    message: `Line ${example.line}: "${example.text}" can be day/month or month/day, and no other row decides it.`,
    next: 'Say which: --date-order dmy or --date-order mdy.',
  });
}

function isRegular(rows: readonly TimedLine[], order: DateOrder): boolean {
  const times = [...new Set(rows.map(row => slashMs(row.time, order)))].sort((a, b) => a - b);
  if (times.length < 3) return false;
  const step = times[1]! - times[0]!;
  return times.every((time, index) => index === 0 || time - times[index - 1]! === step);
}

const mixedOrders = (dayFirst: TimedLine, dayLast: TimedLine) =>
  dataError({
    code: 'DATE_ORDER_MIXED',
    message: `Line ${dayFirst.line} ("${dayFirst.text}") is day/month, line ${dayLast.line} ("${dayLast.text}") month/day.`,
    next: 'Write all dates one way, best as 2017-01-31, and import again.',
  });
