import { dataError, type HiveError } from '../core/errors.ts';
import { systemCode } from './private-files.ts';

const FULL = ['ENOSPC', 'EDQUOT', 'EFBIG'];

/** The error of a write to `path` that did not reach the disk. */
export function writeFailure(path: string, cause: unknown): HiveError {
  const full = FULL.includes(systemCode(cause) ?? '');
  const why = cause instanceof Error ? cause.message : String(cause);
  return dataError({
    code: full ? 'DISK_FULL' : 'WRITE_FAILED',
    message: `Could not write ${path}: ${why}.`,
    next: full
      ? `Free space on the disk of ${path} and run the command again.`
      : `Check the owner, the mode and the disk of ${path}, then run the command again.`,
    retryable: full,
    cause,
  });
}
