import { type Logger, pino } from 'pino';
import { isoTime } from '../../core/clock.ts';
import type { LogLevel } from '../../core/log-level.ts';
import { redactSecrets } from '../../core/redact-secrets.ts';
import { appendLine, type Rotation } from './rotating-file.ts';

/** What happened, for one line of the log. */
export interface LogEntry {
  readonly level: LogLevel;
  /** UTC epoch milliseconds. */
  readonly atMs: number;
  readonly message: string;
  /** Plain JSON; null and empty members are left out. */
  readonly facts?: Readonly<Record<string, unknown>>;
}

export interface HiveLogOptions {
  readonly level: LogLevel;
  readonly rotation: Rotation;
  /** Texts that must not be in any line, asked for anew at each. */
  readonly secrets: () => readonly string[];
}

/**
 * The log of a home: JSON lines by pino, each written at once by one write. For people and their tools; nothing that
 * HIVE decides is read from it.
 */
export class HiveLog {
  readonly #logger: Logger;
  #atMs = 0;

  constructor(path: string, { level, rotation, secrets }: HiveLogOptions) {
    const write = (line: string) => appendLine(path, withoutSecrets(line.trimEnd(), secrets()), rotation);
    this.#logger = pino(
      {
        level,
        messageKey: 'message',
        base: { pid: process.pid },
        timestamp: () => `,"time":"${isoTime(this.#atMs)}"`,
        formatters: { level: label => ({ level: label }) },
      },
      { write },
    );
  }

  /** @throws HiveError (data, DISK_FULL or WRITE_FAILED; config where access is denied) */
  write({ level, atMs, message, facts = {} }: LogEntry): void {
    this.#atMs = atMs;
    this.#logger[level](withoutNothing(facts), message);
  }
}

const withoutNothing = (facts: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => !isNothing(value)));

const isNothing = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  (typeof value === 'object' && Object.keys(value as object).length === 0);

/** As they are, and as they look within JSON. */
const withoutSecrets = (line: string, secrets: readonly string[]): string =>
  redactSecrets(
    line,
    secrets.flatMap(secret => [secret, JSON.stringify(secret).slice(1, -1)]),
  );
