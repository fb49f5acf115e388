import { dataError } from '../../core/errors.ts';
import { DAY_MS, type Interval, intervalMs } from '../../core/interval.ts';
import { decideDateOrder, slashMs, type TimedLine } from './date-order.ts';
import type { Findings } from './findings.ts';
import { isMidnight, type ParsedTime, parseTime } from './parse-time.ts';
import type { DateOrder, ReadOptions } from './read-options.ts';
import { settleInterval } from './settle-interval.ts';
import type { SourceRow } from './source-row.ts';
import { NEW_YORK, timeZone } from './time-zone.ts';

/** What the times of a file have in common; the times themselves are read again when they are needed again. */
interface Clocks {
  allInstantsOrDates: boolean;
  allMidnights: boolean;
  someDates: boolean;
  /** First row whose time has no zone; null when all have one. */
  zoneless: SourceRow | null;
}

/**
 * Writes `timeMs` into every row and returns the rows whose time could be read, with the interval.
 * Crypto times without a zone are UTC; daily stock bars open at 00:00 UTC of their session's date.
 * @throws HiveError when times are ambiguous: day and month, or a stock's clock without a zone.
 */
export function settleTimes(
  rows: readonly SourceRow[],
  options: ReadOptions,
  findings: Findings,
): { rows: SourceRow[]; interval: Interval } {
  const order = settleDateOrder(rows, options, findings);
  const clocks: Clocks = { allInstantsOrDates: true, allMidnights: true, someDates: false, zoneless: null };
  const readable = rows.filter(row => {
    const time = readTime(row, order);
    if (time) observe(clocks, row, time);
    else findings.note('unreadable-time', row.line, () => row.timeText);
    return time !== null;
  });
  if (readable.length === 0) return { rows: [], interval: options.interval ?? '1d' };
  const interval = settleInterval(
    readable.map(row => row.timeMs),
    options.interval,
  );
  const toUtc = utcRule(clocks, { ...options, interval }, findings);
  const shift = options.labels === 'end' ? intervalMs(interval) : 0;
  for (const row of readable) {
    if (toUtc) row.timeMs = toUtc(readTime(row, order)!);
    row.timeMs -= shift;
  }
  return { rows: readable, interval };
}

/** Order of day and month; null when no date leaves it open. */
function settleDateOrder(
  rows: readonly SourceRow[],
  options: ReadOptions,
  findings: Findings,
): DateOrder | null {
  const slashed: TimedLine[] = [];
  for (const { line, timeText: text } of rows) {
    const time = parseTime(text);
    if (time?.kind === 'slash') slashed.push({ line, text, time });
  }
  if (slashed.length === 0) return null;
  const order = options.dateOrder ?? decideDateOrder(slashed);
  findings.assume(`Dates are read as ${order === 'dmy' ? 'day/month/year' : 'month/day/year'}.`);
  return order;
}

/** Time of a row as a clock or an instant; null when it is none or the calendar has no such day. */
function readTime({ timeText }: SourceRow, order: DateOrder | null): ParsedTime | null {
  const time = parseTime(timeText);
  if (time?.kind !== 'slash' || order === null) return time;
  const ms = slashMs(time, order);
  return Number.isNaN(ms) ? null : { ...time, kind: 'wall', ms };
}

function observe(clocks: Clocks, row: SourceRow, time: ParsedTime): void {
  row.timeMs = time.ms;
  if (time.kind === 'wall') clocks.zoneless ??= row;
  if (time.dateOnly) clocks.someDates = true;
  else if (time.kind === 'wall') clocks.allInstantsOrDates = false;
  if (!isMidnight(time)) clocks.allMidnights = false;
}

type ToUtc = (time: ParsedTime) => number;
type SettledOptions = ReadOptions & { readonly interval: Interval };

/** How to turn a time into UTC; null when it is UTC as it was read. */
function utcRule(clocks: Clocks, options: SettledOptions, findings: Findings): ToUtc | null {
  if (options.instrument.assetClass === 'stock' && options.interval === '1d') {
    return sessionDateRule(clocks, options, findings);
  }
  if (clocks.allInstantsOrDates) {
    if (clocks.someDates) findings.assume('Dates are UTC days.');
    return null;
  }
  if (options.timezone !== undefined) return zonedRule(options.timezone, findings);
  if (options.instrument.assetClass === 'stock') throw needsZone(clocks.zoneless!);
  findings.assume('Times without a zone are read as UTC.');
  return null;
}

function zonedRule(name: string, findings: Findings): ToUtc {
  const zone = timeZone(name);
  findings.assume(`Times without a zone are read as ${name}.`);
  return time => (time.kind === 'wall' && !time.dateOnly ? zone.toUtc(time.ms) : time.ms);
}

/** The date that an exchange clock shows: as written, or in the exchange's zone for epoch numbers and Z times. */
function sessionDateRule(clocks: Clocks, { timezone }: ReadOptions, findings: Findings): ToUtc {
  findings.assume('Dates label sessions: a daily bar is stored at 00:00 UTC of its date.');
  if (clocks.allMidnights) return time => time.ms + (time.offsetMs ?? 0);
  const name = timezone ?? NEW_YORK;
  const zone = timeZone(name);
  findings.assume(`The date of a session is taken in ${name}.`);
  return time => {
    const wallMs = time.kind === 'wall' ? time.ms : zone.toWall(time.ms);
    return Math.floor(wallMs / DAY_MS) * DAY_MS;
  };
}

function needsZone(row: SourceRow) {
  return dataError({
    code: 'TIMEZONE_NEEDED',
    message: `Line ${row.line}: the time "${row.timeText}" of a stock has no zone; it could be exchange time or UTC.`,
    next: 'Say which: --timezone America/New_York or --timezone UTC.',
  });
}
