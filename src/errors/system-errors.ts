import { configError, dataError, type HiveError } from '../lib/core/errors.ts';

/** What Node adds to errors of the operating system and of SQLite. */
interface SystemError extends Error {
  readonly code?: string;
  readonly path?: string;
  readonly syscall?: string;
  readonly errcode?: number;
}

type Translation = (where: string, cause: Error) => HiveError;

const diskFull: Translation = (where, cause) =>
  dataError({
    code: 'DISK_FULL',
    message: `No space is left to write ${where}.`,
    next: 'Free some space on that disk, then run the command again.',
    retryable: true,
    cause,
  });

const noAccess: Translation = (where, cause) =>
  configError({
    code: 'NO_ACCESS',
    message: `HIVE may not read or write ${where}.`,
    next: 'Give your user access to it, or choose another home folder with --home.',
    cause,
  });

const notAFolder: Translation = (where, cause) =>
  configError({
    code: 'NOT_A_FOLDER',
    message: `A folder is needed, but ${where} is not one or is in one that is not.`,
    next: 'Move that file away, or choose another home folder with --home.',
    cause,
  });

const notAFile: Translation = (where, cause) =>
  configError({
    code: 'NOT_A_FILE',
    message: `A file is needed, but ${where} is a folder.`,
    next: 'Move that folder away, then run the command again.',
    cause,
  });

const badPath: Translation = (where, cause) =>
  configError({
    code: 'BAD_PATH',
    message: `The path ${where} cannot be used: ${cause.message}.`,
    next: 'Choose another folder with --home.',
    cause,
  });

const noWorkingFolder: Translation = (_, cause) =>
  configError({
    code: 'NO_WORKING_FOLDER',
    message: 'The folder you are in does not exist any more.',
    next: 'Change to a folder that exists (cd), then run the command again.',
    cause,
  });

const BY_CODE: Readonly<Record<string, Translation>> = {
  ENOSPC: diskFull,
  EDQUOT: diskFull,
  EFBIG: diskFull,
  EACCES: noAccess,
  EPERM: noAccess,
  EROFS: noAccess,
  ENOTDIR: notAFolder,
  EISDIR: notAFile,
  ENAMETOOLONG: badPath,
  ELOOP: badPath,
};

const storeBusy: Translation = (where, cause) =>
  dataError({
    code: 'STORE_BUSY',
    message: `Another run is writing to ${where}.`,
    next: 'Wait until it has finished, then run the command again.',
    retryable: true,
    cause,
  });

const storeDamaged: Translation = (where, cause) =>
  dataError({
    code: 'STORE_DAMAGED',
    message: `${where} is damaged or is not a file of HIVE (${cause.message}).`,
    next: 'Move it away or put back a copy; what was traded stays in state/journal.jsonl.',
    cause,
  });

/** Primary result codes of SQLite (sqlite.org/rescode.html). */
const BY_SQLITE_CODE: Readonly<Record<number, Translation>> = {
  5: storeBusy,
  6: storeBusy,
  8: noAccess,
  11: storeDamaged,
  13: diskFull,
  14: noAccess,
  26: storeDamaged,
};

/** A full disk, missing rights or a store in trouble as a HiveError; null when `error` is something else. */
export function fromSystemError(error: SystemError): HiveError | null {
  if (error.code === 'ERR_SQLITE_ERROR' && error.errcode !== undefined) {
    // The upper bytes only say which kind of the primary code it is.
    return BY_SQLITE_CODE[error.errcode & 0xff]?.('the store (state/hive.db)', error) ?? null;
  }
  if (error.message.includes('uv_cwd')) return noWorkingFolder('', error);
  return BY_CODE[error.code ?? '']?.(error.path ? `"${error.path}"` : 'a file', error) ?? null;
}
