import { accessSync, closeSync, constants, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type DatabaseSyncOptions } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { FILE_MODE, makePrivateFolder, systemCode } from '../private-files.ts';
import { writeFailure } from '../write-failure.ts';
import { assertKnown, assertUpToDate, migrate, schemaVersion } from './migrate.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { noAccess, translatingOpening } from './store-error.ts';

const BUSY_TIMEOUT_MS = 5_000;
/** Of a process with others to serve, which asks again soon. */
const WATCHER_TIMEOUT_MS = 250;

/**
 * Opens the database at `path` for writing, making (file 0600, folder 0700) and migrating it as needed.
 * WAL lets readers read while one writes. `synchronous NORMAL` may lose the last transactions at a power cut,
 * never the file's consistency: the journal is the truth, this is a view of it.
 * @throws HiveError (data; config where access is denied): STORE_DAMAGED, STORE_NEWER, STORE_BUSY,
 * STORE_UNREADABLE, DISK_FULL or WRITE_FAILED.
 */
export function openDatabase(path: string): DatabaseSync {
  createPrivate(path);
  return opened(path, { timeout: BUSY_TIMEOUT_MS }, db => {
    // Only a new file takes it, and to say it again writes: what is removed later can then be given back to the disk in
    // small steps.
    if (schemaVersion(db) === 0) db.exec('PRAGMA auto_vacuum = INCREMENTAL');
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON');
    migrate(db, path);
  });
}

/**
 * Opens it for reading only. A file that does not exist is an empty database in memory, so that looking
 * creates nothing; one of an older version is migrated first, which writes.
 * @throws HiveError as `openDatabase` does.
 */
export function openDatabaseReadOnly(path: string): DatabaseSync {
  if (!isThere(path)) return emptyDatabase();
  const db = openExisting(path);
  if (translatingOpening(path, () => schemaVersion(db)) >= MIGRATIONS.length) return db;
  db.close();
  openDatabase(path).close();
  return openExisting(path);
}

/**
 * Opens it for reading only and leaves one of an older version alone. Waits for a writer for a quarter of a second.
 * @throws HiveError (data, STORE_OLDER), and as `openDatabase` does.
 */
export function openDatabaseToWatch(path: string): DatabaseSync {
  if (!isThere(path)) return emptyDatabase();
  return openExisting(path, WATCHER_TIMEOUT_MS, db => assertUpToDate(schemaVersion(db), path));
}

const openExisting = (
  path: string,
  timeout = BUSY_TIMEOUT_MS,
  check = (db: DatabaseSync) => assertKnown(schemaVersion(db), path),
): DatabaseSync => opened(path, { timeout, readOnly: true, location: locationOf(path) }, check);

/**
 * A reader needs a -shm file beside the database, which a disk mounted for reading only refuses. Nobody writes
 * there, so that the file can be read as it lies, unless newer pages wait in a -wal file.
 */
function locationOf(path: string): string | URL {
  if (!isOnReadOnlyDisk(path) || (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0)
    return path;
  const url = pathToFileURL(path);
  url.searchParams.set('immutable', '1');
  return url;
}

function isOnReadOnlyDisk(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return false;
  } catch (error) {
    return systemCode(error) === 'EROFS';
  }
}

/** @throws HiveError where `existsSync` would call what it may not see missing. */
function isThere(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    throw noAccess(path, error);
  }
}

function emptyDatabase(): DatabaseSync {
  return opened(':memory:', {}, db => {
    migrate(db, ':memory:');
    db.exec('PRAGMA query_only = ON');
  });
}

function opened(
  path: string,
  { location = path, ...options }: DatabaseSyncOptions & { location?: string | URL },
  prepare: (db: DatabaseSync) => void,
): DatabaseSync {
  const db = translatingOpening(path, () => new DatabaseSync(location, options));
  try {
    translatingOpening(path, () => prepare(db));
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** SQLite gives the -wal and -shm files the mode of the database file. */
function createPrivate(path: string): void {
  try {
    makePrivateFolder(dirname(path));
    closeSync(openSync(path, 'wx', FILE_MODE));
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw writeFailure(path, error);
  }
}
