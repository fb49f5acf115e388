import type { DatabaseSync } from 'node:sqlite';

interface Verbs {
  readonly begin: string;
  readonly commit: string;
  readonly rollback: string;
}

/** The write lock is taken at the start: a read that later turns into a write could not wait for it. */
const OUTER: Verbs = { begin: 'BEGIN IMMEDIATE', commit: 'COMMIT', rollback: 'ROLLBACK' };
const INNER: Verbs = {
  begin: 'SAVEPOINT inner_work',
  commit: 'RELEASE inner_work',
  rollback: 'ROLLBACK TO inner_work; RELEASE inner_work',
};

/** Runs synchronous `work` in one transaction: all of it or none. Inside another one it is a part of that. */
export function transaction<T>(db: DatabaseSync, work: () => T): T {
  const verbs = db.isTransaction ? INNER : OUTER;
  db.exec(verbs.begin);
  try {
    const result = work();
    db.exec(verbs.commit);
    return result;
  } catch (error) {
    // SQLite itself rolls back on some errors, a full disk among them.
    if (db.isTransaction) db.exec(verbs.rollback);
    throw error;
  }
}
