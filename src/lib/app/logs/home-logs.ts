import type { JobName } from '../../core/job.ts';
import { isAtLeast, type LogLevel } from '../../core/log-level.ts';
import { LogTail } from '../../store/files/log-tail.ts';
import type { HomePaths } from '../home.ts';
import { type LogLine, logLine, tradeLine } from './log-line.ts';

export interface LogChoice {
  readonly kind: 'hive' | 'trades';
  readonly job?: JobName | undefined;
  /** This and everything graver. */
  readonly level?: LogLevel | undefined;
  readonly sinceMs?: number | undefined;
}

/** Lines of a log, the oldest first. */
export interface ShownLogs {
  readonly file: string;
  readonly lines: readonly LogLine[];
  /** Lines that were asked for, of which `lines` are the newest. */
  readonly total: number;
  /** Lines that could not be read, whatever was asked for. */
  readonly damaged: number;
}

/** The log of a home, and on from there as it grows. */
export interface HomeLogs {
  /** The newest `count` lines of all that was written since the last call. */
  read(count: number): ShownLogs;
  close(): void;
}

export function homeLogs({ hiveLog, tradeLog }: HomePaths, choice: LogChoice): HomeLogs {
  const file = choice.kind === 'trades' ? tradeLog : hiveLog;
  const parse = choice.kind === 'trades' ? tradeLine : logLine;
  const tail = new LogTail(file);
  return {
    read: count => ({ file, ...newest(readable(tail, parse), choice, count) }),
    close: () => tail.close(),
  };
}

function* readable(tail: LogTail, parse: (text: string) => LogLine | null): Generator<LogLine | null> {
  for (const text of tail.lines()) if (text !== '') yield parse(text);
}

function newest(lines: Iterable<LogLine | null>, choice: LogChoice, count: number) {
  const kept: LogLine[] = [];
  let total = 0;
  let damaged = 0;
  for (const line of lines) {
    if (line === null) damaged++;
    if (line === null || !isWanted(line, choice)) continue;
    total++;
    kept.push(line);
    // Cut now and then, not at each line.
    if (kept.length >= 2 * count + 1_000) kept.splice(0, kept.length - count);
  }
  return { lines: kept.slice(Math.max(0, kept.length - count)), total, damaged };
}

const isWanted = ({ job, level, time }: LogLine, choice: LogChoice): boolean =>
  (choice.job === undefined || job === choice.job) &&
  (choice.level === undefined || isAtLeast(level, choice.level)) &&
  (choice.sinceMs === undefined || Date.parse(time) >= choice.sinceMs);
