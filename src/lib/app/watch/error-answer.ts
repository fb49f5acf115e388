import { HiveError } from '../../core/errors.ts';
import { etagOf } from './etag.ts';
import type { Answer } from './hive-watch.ts';

/** Names of what is not there: a path, a name, a run, a model. */
const NOT_THERE = /^(?:NO_|UNKNOWN_|BAD_MODEL_NAME$)|_MISSING$/;

/** The answer to what could not be answered. What is no HiveError is a bug: it is not told to who asked. */
export function errorAnswer(error: unknown): Answer {
  const told = error instanceof HiveError ? error : unexpected(error);
  const { code, message, next, retryable } = told;
  const envelope = { ok: false, schema: 'hive.error/1', error: { code, message, next, retryable } };
  const body = Buffer.from(JSON.stringify(envelope));
  const answer = { status: statusOf(told), body, etag: etagOf(body) };
  return error instanceof HiveError ? answer : { ...answer, bug: error };
}

function statusOf({ kind, code }: HiveError): number {
  if (kind === 'bug') return 500;
  if (NOT_THERE.test(code)) return 404;
  return kind === 'usage' ? 400 : 503;
}

const unexpected = (cause: unknown) =>
  new HiveError({
    code: 'INTERNAL',
    message: 'The answer could not be made: there is a fault in HIVE.',
    next: 'The log of hive serve says more; please report it.',
    kind: 'bug',
    cause,
  });
