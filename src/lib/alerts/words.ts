import { isoTime } from '../core/clock.ts';
import { DAY_MS, HOUR_MS } from '../core/interval.ts';
import type { Alert } from './alert.ts';

/** What one delivery says: everything that was waiting for a channel. */
export interface Message {
  /** Of whose troubles: the mode and the name of the home. */
  readonly home: string;
  readonly mode: string;
  readonly atMs: number;
  /** At least one. */
  readonly alerts: readonly Alert[];
}

const LABELS: Readonly<Record<Alert['kind'], string>> = {
  problem: 'PROBLEM',
  warning: 'WARNING',
  recovered: 'OVER',
  trade: 'TRADE',
  report: 'REPORT',
  held: 'HELD BACK',
  test: 'TEST',
};

const MINUTE_MS = 60_000;

/** `3d 4h`, `2h 5m`, `5m`; less than a minute is none. */
export function lasted(ms: number): string {
  const parts = [
    [Math.floor(ms / DAY_MS), 'd'],
    [Math.floor((ms % DAY_MS) / HOUR_MS), 'h'],
    [Math.floor((ms % HOUR_MS) / MINUTE_MS), 'm'],
  ] as const;
  const shown = parts.filter(([count]) => count > 0).slice(0, 2);
  return shown.map(([count, unit]) => `${count}${unit}`).join(' ') || 'less than a minute';
}

/** `2026-11-22 09:00Z`. */
const minute = (timeMs: number): string => `${isoTime(timeMs).slice(0, 16).replace('T', ' ')}Z`;

/** What sort of thing an alert is, in a word that people see first. */
export const labelOf = ({ kind, isReminder }: Alert): string =>
  isReminder ? `STILL A ${LABELS[kind]}` : LABELS[kind];

/** One alert as plain text. */
export function lineOf(alert: Alert): string {
  const { says, todo, sinceMs, untilMs, isReminder } = alert;
  const since = sinceMs === null ? '' : minute(sinceMs);
  const when =
    sinceMs !== null && untilMs !== null
      ? ` (from ${since} to ${minute(untilMs)}, ${lasted(untilMs - sinceMs)})`
      : isReminder
        ? ` (since ${since})`
        : '';
  return `${labelOf(alert)}${when}: ${says}${todo === null ? '' : ` ${todo}`}`;
}

/** Whose message it is. */
export const subjectOf = ({ home, mode }: Message): string => `HIVE ${mode} ${home}`;

/** The same with what it is, for who sees that alone. */
export function titleOf(message: Message): string {
  const { alerts } = message;
  const [first] = alerts;
  const label = alerts.length === 1 && first ? labelOf(first) : `${alerts.length} alerts`;
  return `${subjectOf(message)}: ${label}`;
}

/** The kind that matters most in a message, for colours and priorities. */
export const weightiest = ({ alerts }: Message): Alert['kind'] =>
  (['problem', 'warning', 'held', 'recovered', 'report', 'trade', 'test'] as const).find(kind =>
    alerts.some(alert => alert.kind === kind),
  ) ?? 'test';
