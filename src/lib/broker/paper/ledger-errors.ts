import { configError, dataError, type HiveError } from '../../core/errors.ts';

/** Primary result codes of SQLite: the image is malformed; the file is not a database. */
const SQLITE_CORRUPT = 11;
const SQLITE_NOTADB = 26;

/** Words for a failure of SQLite or of the file system; any other error comes back as it is. */
export function ledgerError(path: string, error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  if (isDamage(error)) return damaged(path, error);
  return 'errcode' in error || 'syscall' in error ? unavailable(path, error) : error;
}

/** Whether the file cannot be what we wrote. Reading an impossible value is a RangeError. */
function isDamage(error: Error): boolean {
  if (error instanceof RangeError) return true;
  if (!('errcode' in error && typeof error.errcode === 'number')) return false;
  // Extended result codes keep the primary code in the low byte.
  const primary = error.errcode & 0xff;
  return primary === SQLITE_CORRUPT || primary === SQLITE_NOTADB;
}

const isAccessDenied = (error: Error): boolean =>
  'code' in error && ['EACCES', 'EPERM', 'EROFS'].includes(String(error.code));

const damaged = (path: string, cause: Error): HiveError =>
  dataError({
    code: 'PAPER_BROKER_DAMAGED',
    message: `The books of the embedded broker in "${path}" are damaged: ${cause.message}.`,
    next: 'Restore the file from a backup; without one, begin anew in another home folder: --home FOLDER.',
    cause,
  });

const unavailable = (path: string, cause: Error): HiveError =>
  (isAccessDenied(cause) ? configError : dataError)({
    code: 'PAPER_BROKER_UNAVAILABLE',
    message: `The books of the embedded broker in "${path}" cannot be read or written: ${cause.message}.`,
    next: 'Check that the folder exists, is yours and has space, and that no other run holds the file.',
    retryable: !isAccessDenied(cause),
    cause,
  });

export const newerSchema = (path: string, version: number): HiveError =>
  dataError({
    code: 'PAPER_BROKER_NEWER',
    message: `The books of the embedded broker in "${path}" have format ${version}, which this version does not know.`,
    next: 'Use the version of HIVE that wrote them, or a newer one.',
  });
