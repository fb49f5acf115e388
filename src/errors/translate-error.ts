import { EXIT, HiveError } from '../lib/core/errors.ts';
import { fromSystemError } from './system-errors.ts';
import { fromParseError, unknownCommand } from './usage-errors.ts';

/** What `main` reports: the public face of an error. */
export interface ErrorReport {
  readonly code: string;
  readonly message: string;
  readonly next: string;
  readonly retryable: boolean;
  readonly exitCode: number;
}

/** Any thrown value as a report. What nobody expected is a bug: exit 1. */
export function translateError(thrown: unknown): ErrorReport {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const known = expected(error);
  if (!known) return bug(error);
  const { code, message, next, retryable, exitCode } = known;
  return { code, message: withoutParserWords(message), next, retryable, exitCode };
}

function expected(error: Error): HiveError | null {
  if (error instanceof HiveError) return error;
  const missing = /^command (\S+) not found\.?$/i.exec(error.message);
  if (missing) return unknownCommand(missing[1]!, []);
  if ('oclif' in error) return fromParseError(error);
  return fromSystemError(error) ?? (error.cause instanceof Error ? expected(error.cause) : null);
}

/** oclif's parser writes around the message of an error that a flag throws. */
const withoutParserWords = (message: string): string =>
  message.replace(/^Parsing --[\w-]+ \n\t/, '').replace(/\nSee more help with --help$/, '');

const bug = (error: Error): ErrorReport => ({
  code: 'BUG',
  message: `Unexpected failure: ${error.message.split('\n', 1)[0]}`,
  next: 'Run it again with HIVE_DEBUG=1 and report what it prints.',
  retryable: false,
  exitCode: EXIT.bug,
});
