/** Brings the store at the given path up to date, and is killed at the end of the first step, before its commit. */
import { DatabaseSync } from 'node:sqlite';
import { migrate, schemaVersion } from '../../../src/lib/store/sqlite/migrate.ts';
import { MIGRATIONS, type Migration } from '../../../src/lib/store/sqlite/migrations/index.ts';

const path = process.argv[2]!;
const db = new DatabaseSync(path);
const first = schemaVersion(db);

const dyingAfter =
  (migration: Migration): Migration =>
  open => {
    if (typeof migration === 'string') open.exec(migration);
    else migration(open);
    process.kill(process.pid, 'SIGKILL');
  };

db.exec('PRAGMA journal_mode = WAL');
migrate(
  db,
  path,
  MIGRATIONS.map((migration, from) => (from === first ? dyingAfter(migration) : migration)),
);
