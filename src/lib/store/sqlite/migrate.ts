import type { DatabaseSync } from 'node:sqlite';
import { dataError } from '../../core/errors.ts';
import { MIGRATIONS, type Migration } from './migrations/index.ts';
import { numberIn } from './row.ts';
import { transaction } from './transaction.ts';

/** The schema version of an open database: 0 for an empty one. */
export function schemaVersion(db: DatabaseSync): number {
  return numberIn(db.prepare('PRAGMA user_version').get() ?? {}, 'user_version');
}

/**
 * Brings an open database up to date, each step in its own transaction.
 * @throws HiveError (data, STORE_NEWER) when a newer HIVE wrote it.
 */
export function migrate(db: DatabaseSync, path: string, migrations: readonly Migration[] = MIGRATIONS): void {
  while (schemaVersion(db) !== migrations.length) {
    assertKnown(schemaVersion(db), path, migrations.length);
    transaction(db, () => step(db, migrations));
  }
}

/** The version is read again under the write lock: another process may have been quicker. */
function step(db: DatabaseSync, migrations: readonly Migration[]): void {
  const version = schemaVersion(db);
  const migration = migrations[version];
  if (migration === undefined) return;
  if (typeof migration === 'string') db.exec(migration);
  else migration(db);
  db.exec(`PRAGMA user_version = ${version + 1}`);
}

/** @throws HiveError (data, STORE_NEWER) when this HIVE does not know schema version `version`. */
export function assertKnown(version: number, path: string, known: number = MIGRATIONS.length): void {
  if (version >= 0 && version <= known) return;
  throw dataError({
    code: 'STORE_NEWER',
    message: `${path} has the schema version ${version}; this HIVE knows up to ${known}.`,
    next: 'Use the HIVE version that wrote it or a newer one, or another home folder.',
  });
}

/** For those who must not migrate. @throws HiveError (data) STORE_OLDER, and as `assertKnown` does. */
export function assertUpToDate(version: number, path: string): void {
  assertKnown(version, path);
  if (version === MIGRATIONS.length) return;
  throw dataError({
    code: 'STORE_OLDER',
    message: `${path} has the schema version ${version}; this HIVE needs ${MIGRATIONS.length}.`,
    next: 'Any hive command brings it up to date: hive status',
    retryable: true,
  });
}
