import { closeSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { dataError } from '../../core/errors.ts';
import type { Checkpoint } from '../ports.ts';
import { FILE_MODE } from '../private-files.ts';
import { writeFailure } from '../write-failure.ts';
import { CheckpointTable } from './checkpoint-table.ts';
import { assertKnown, schemaVersion } from './migrate.ts';
import { textIn } from './row.ts';
import { translatingOpening } from './store-error.ts';

const BUSY_TIMEOUT_MS = 5_000;

/**
 * Copies the database at `from`, as it is at one moment, to a new file `to` (mode 0600) without helper files, while
 * others read and write it.
 * @throws HiveError (data; config where access is denied): STORE_DAMAGED, STORE_BUSY, DISK_FULL and the like.
 */
export function copyDatabase(from: string, to: string): void {
  try {
    closeSync(openSync(to, 'wx', FILE_MODE));
  } catch (error) {
    throw writeFailure(to, error);
  }
  // VACUUM INTO reads in one transaction, and takes an empty file that is there (sqlite.org/lang_vacuum.html).
  reading(from, db => db.prepare('VACUUM INTO ?').run(to));
}

/**
 * Reads every page and index of a database that nobody writes. @throws HiveError (data): STORE_DAMAGED, STORE_NEWER.
 */
export function checkDatabase(path: string): void {
  const found = reading(path, db => db.prepare('PRAGMA integrity_check(1)').get());
  const says = textIn(found ?? {}, 'integrity_check');
  if (says === 'ok') return;
  throw dataError({
    code: 'STORE_DAMAGED',
    message: `${path} is damaged: ${says}.`,
    next: 'Take another copy of it.',
  });
}

/** The newest checkpoint in a store that nobody writes; null where it has none. @throws HiveError (data, STORE_NEWER). */
export const checkpointIn = (path: string): Checkpoint | null =>
  reading(path, db => {
    assertKnown(schemaVersion(db), path);
    return new CheckpointTable(db).load();
  });

function reading<T>(path: string, work: (db: DatabaseSync) => T): T {
  return translatingOpening(path, () => {
    const db = new DatabaseSync(path, { readOnly: true, timeout: BUSY_TIMEOUT_MS });
    try {
      return work(db);
    } finally {
      db.close();
    }
  });
}
