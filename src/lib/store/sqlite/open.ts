import { closeSync, existsSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type DatabaseSyncOptions } from 'node:sqlite';
import { FILE_MODE, makePrivateFolder, systemCode } from '../private-files.ts';
import { writeFailure } from '../write-failure.ts';
import { assertKnown, migrate, schemaVersion } from './migrate.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { translatingOpening } from './store-error.ts';

const BUSY_TIMEOUT_MS = 5_000;

/**
 * Opens the database at `path` for writing, making (file 0600, folder 0700) and migrating it as needed.
 * WAL lets readers read while one writes. `synchronous NORMAL` may lose the last transactions at a power cut,
 * never the file's consistency: the journal is the truth, this is a view of it.
 * @throws HiveError (data): STORE_DAMAGED, STORE_NEWER, STORE_BUSY, STORE_UNREADABLE, DISK_FULL or
 * WRITE_FAILED.
 */
export function openDatabase(path: string): DatabaseSync {
  createPrivate(path);
  return opened(path, { timeout: BUSY_TIMEOUT_MS }, db => {
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON');
    migrate(db, path);
  });
}

/**
 * Opens it for reading only. A file that does not exist is an empty database in memory, so that looking
 * creates nothing; one of an older version is migrated first, which writes.
 * @throws HiveError (data) as `openDatabase` does.
 */
export function openDatabaseReadOnly(path: string): DatabaseSync {
  if (!existsSync(path)) return emptyDatabase();
  const db = openExisting(path);
  if (translatingOpening(path, () => schemaVersion(db)) >= MIGRATIONS.length) return db;
  db.close();
  openDatabase(path).close();
  return openExisting(path);
}

const openExisting = (path: string): DatabaseSync =>
  opened(path, { timeout: BUSY_TIMEOUT_MS, readOnly: true }, db => assertKnown(schemaVersion(db), path));

function emptyDatabase(): DatabaseSync {
  return opened(':memory:', {}, db => {
    migrate(db, ':memory:');
    db.exec('PRAGMA query_only = ON');
  });
}

function opened(
  path: string,
  options: DatabaseSyncOptions,
  prepare: (db: DatabaseSync) => void,
): DatabaseSync {
  const db = translatingOpening(path, () => new DatabaseSync(path, options));
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
