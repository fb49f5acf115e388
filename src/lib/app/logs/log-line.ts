import { JOBS, type JobName } from '../../core/job.ts';
import { LOG_LEVELS, type LogLevel } from '../../core/log-level.ts';

/** A line of a log as it is shown. */
export interface LogLine {
  /** ISO, UTC. */
  readonly time: string;
  readonly level: LogLevel;
  readonly job: JobName | null;
  /** `begin` and `end` of a job, what a person did (`deed`), a `service` that runs on, a `trade`, or something else. */
  readonly event: LogEvent;
  readonly message: string;
  /** Of a job or a deed. */
  readonly exitCode: number | null;
  readonly code: string | null;
  readonly ms: number | null;
  readonly warnings: readonly string[];
  readonly facts: Readonly<Record<string, unknown>>;
}

export const LOG_EVENTS = ['begin', 'end', 'deed', 'service', 'trade', 'other'] as const;

export type LogEvent = (typeof LOG_EVENTS)[number];

type Json = Readonly<Record<string, unknown>>;

/** Null for what is no line of `logs/hive.log`, or not all of one. */
export function logLine(text: string): LogLine | null {
  const json = objectIn(text);
  const level = LOG_LEVELS.find(known => known === json?.level);
  if (!json || level === undefined || !isMoment(json.time) || typeof json.message !== 'string') return null;
  return {
    time: json.time,
    level,
    job: JOBS.find(known => known === json.job) ?? null,
    event: LOG_EVENTS.find(known => known === json.event) ?? 'other',
    message: json.message,
    exitCode: numberOrNull(json.exitCode),
    code: typeof json.code === 'string' ? json.code : null,
    ms: numberOrNull(json.ms),
    warnings: Array.isArray(json.warnings) ? json.warnings.filter(each => typeof each === 'string') : [],
    facts: isObject(json.facts) ? json.facts : {},
  };
}

/** The same for a line of `logs/live_crypto_trades.log`, which the facts then hold. */
export function tradeLine(text: string): LogLine | null {
  const trade = objectIn(text);
  if (!trade || !isMoment(trade.at)) return null;
  const { side, qty, symbol, price, reason, realised } = trade;
  if (![side, qty, symbol, price].every(each => typeof each === 'string')) return null;
  const profit = typeof realised === 'string' ? `, profit ${realised}` : '';
  return {
    ...{ time: trade.at, level: 'info', job: null, event: 'trade', exitCode: null, code: null, ms: null },
    message: `${side} ${qty} ${symbol} at ${price}${profit}: ${String(reason)}`,
    warnings: [],
    facts: trade,
  };
}

function objectIn(text: string): Json | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isMoment = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) && Number.isFinite(Date.parse(value));

const numberOrNull = (value: unknown): number | null => (Number.isSafeInteger(value) ? Number(value) : null);
