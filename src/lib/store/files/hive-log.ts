import { type Logger, pino } from 'pino';
import { isoTime } from '../../core/clock.ts';
import type { LogLevel } from '../../core/log-level.ts';
import { redactIn, redactSecrets } from '../../core/redact-secrets.ts';
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
  readonly #secrets: HiveLogOptions['secrets'];
  #atMs = 0;

  constructor(path: string, { level, rotation, secrets }: HiveLogOptions) {
    this.#secrets = secrets;
    const write = (line: string) => appendLine(path, line.trimEnd(), rotation);
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
    const secrets = this.#secrets();
    this.#atMs = atMs;
    this.#logger[level](clean(facts, secrets), redactSecrets(message, secrets));
  }
}

/** The facts that there are. Their names are ours, and stay. */
const clean = (facts: Readonly<Record<string, unknown>>, secrets: readonly string[]) =>
  Object.fromEntries(
    Object.entries(facts)
      .filter(([, value]) => !isNothing(value))
      .map(([name, value]) => [name, redactIn(value, secrets)]),
  );

const isNothing = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  (typeof value === 'object' && Object.keys(value as object).length === 0);
