import { knownSecrets } from '../lib/config/known-secrets.ts';
import { redactSecrets } from '../lib/core/redact-secrets.ts';
import { translateError } from './translate-error.ts';

export interface ReportOptions {
  readonly json: boolean;
  /** With it a stack follows the sentence: HIVE_DEBUG. */
  readonly debug: boolean;
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
}

/**
 * Says what went wrong: a sentence on stderr, with `--json` also one envelope on stdout. No key that was read can
 * be in it. Gives the exit code.
 */
export function reportError(thrown: unknown, { json, debug, stdout, stderr }: ReportOptions): number {
  const { exitCode, ...error } = translateError(thrown);
  const clean = (text: string) => redactSecrets(text, knownSecrets());
  if (json) stdout(clean(`${JSON.stringify({ ok: false, schema: 'hive.error/1', error })}\n`));
  stderr(clean(`Error: ${error.message}\nNext: ${error.next}\n`));
  if (debug && thrown instanceof Error) stderr(clean(`${thrown.stack}\n`));
  return exitCode;
}
