import type { HiveError } from '../core/errors.ts';
import { failureOf, systemCode } from './private-files.ts';

const FULL = ['ENOSPC', 'EDQUOT', 'EFBIG'];

/** Whether a write failed for lack of room. */
export const isFull = (cause: unknown): boolean => FULL.includes(systemCode(cause) ?? '');

/** The error of a write to `path` that did not reach the disk; of kind config when it may not be written at all. */
export function writeFailure(path: string, cause: unknown): HiveError {
  const full = isFull(cause);
  const why = cause instanceof Error ? cause.message : String(cause);
  return failureOf(cause)({
    code: full ? 'DISK_FULL' : 'WRITE_FAILED',
    message: `Could not write ${path}: ${why}.`,
    next: wayOut(path, cause),
    retryable: full,
    cause,
  });
}

function wayOut(path: string, cause: unknown): string {
  const code = systemCode(cause) ?? '';
  if (FULL.includes(code)) return `Free space on the disk of ${path} and run the command again.`;
  return ['EISDIR', 'ENOTEMPTY', 'EEXIST'].includes(code)
    ? `Move the folder ${path} away, then run the command again.`
    : `Check the owner, the mode and the disk of ${path}, then run the command again.`;
}
