import { utcDay } from '../../core/clock.ts';
import { DAY_MS } from '../../core/interval.ts';

export const REPORT_KINDS = ['daily', 'weekly'] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

/** What a report is about: a UTC day, or a week of UTC days from Monday on (ISO 8601). */
export interface ReportPeriod {
  readonly kind: ReportKind;
  /** `2026-11-25`, or `2026-W48`. */
  readonly name: string;
  readonly fromMs: number;
  /** Exclusive. */
  readonly toMs: number;
}

/** The period that `atMs` lies in; without it, the last one that is over. */
export function reportPeriod(kind: ReportKind, atMs: number | null, nowMs: number): ReportPeriod {
  const lengthMs = kind === 'daily' ? DAY_MS : 7 * DAY_MS;
  const fromMs = beginOf(kind, atMs ?? beginOf(kind, nowMs) - 1);
  const name = kind === 'daily' ? utcDay(fromMs) : weekName(fromMs);
  return { kind, name, fromMs, toMs: fromMs + lengthMs };
}

function beginOf(kind: ReportKind, atMs: number): number {
  const dayMs = Math.floor(atMs / DAY_MS) * DAY_MS;
  return kind === 'daily' ? dayMs : dayMs - weekday(dayMs) * DAY_MS;
}

/** Days since Monday; 1 January 1970 was a Thursday. */
const weekday = (dayMs: number): number => (((dayMs / DAY_MS + 3) % 7) + 7) % 7;

/** The year of an ISO week is that of its Thursday, and so is its number. */
function weekName(mondayMs: number): string {
  const thursdayMs = mondayMs + 3 * DAY_MS;
  const year = new Date(thursdayMs).getUTCFullYear();
  const week = 1 + Math.floor((thursdayMs - Date.UTC(year, 0, 1)) / (7 * DAY_MS));
  return `${year}-W${String(week).padStart(2, '0')}`;
}
