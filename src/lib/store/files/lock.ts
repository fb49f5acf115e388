import { accessSync, closeSync, constants, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { configError } from '../../core/errors.ts';
import { FILE_MODE, makePrivateFolder, systemCode } from '../private-files.ts';

/** Held until `release` or the end of the process, whichever comes first. */
export interface Lock {
  release(): void;
}

const SQLITE_BUSY = 5;

/** A connection that is garbage-collected gives its lock up, so the held ones are kept reachable. */
const held = new Set<DatabaseSync>();

/**
 * Takes the lock at `path`, or returns null at once when another holder, in any process, has it.
 * The kernel holds the lock (a SQLite transaction that may write, on an empty file), so that it dies with the
 * process: there are no stale locks. The folder must be on a local disk.
 * @throws HiveError (config, LOCK_FAILED) when the file cannot be locked at all.
 */
export function acquireLock(path: string): Lock | null {
  let db: DatabaseSync | undefined;
  try {
    createLockFile(path);
    // SQLite would open a file that it may not write for reading, and then lock nothing.
    accessSync(path, constants.W_OK);
    db = new DatabaseSync(path, { timeout: 0 });
    // A journal in memory: nothing is written, so that a full disk cannot keep the lock from being taken. What it takes is
    // the one lock of a writer. A lock that keeps readers out as well takes theirs first, and of two that want it at the
    // same moment each then stands in the way of the other.
    db.exec('PRAGMA journal_mode = MEMORY; BEGIN IMMEDIATE');
  } catch (error) {
    db?.close();
    if (isBusy(error)) return null;
    throw lockFailed(path, error);
  }
  return holding(db);
}

/**
 * Created here for its mode, and never opened by us again: POSIX drops all locks of a process on a file as
 * soon as the process closes any descriptor of it. (A file that does not exist yet is locked by nobody.)
 */
function createLockFile(path: string): void {
  makePrivateFolder(dirname(path));
  try {
    closeSync(openSync(path, 'wx', FILE_MODE));
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error;
  }
}

function holding(db: DatabaseSync): Lock {
  held.add(db);
  return {
    release() {
      if (held.delete(db)) db.close();
    },
  };
}

const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === SQLITE_BUSY;

function lockFailed(path: string, cause: unknown) {
  const why = cause instanceof Error ? cause.message : String(cause);
  return configError({
    code: 'LOCK_FAILED',
    message: `Could not lock ${path}: ${why}.`,
    next: `Check the owner and mode of ${path}; when no hive command runs, it may be deleted.`,
    cause,
  });
}
