import type { DatabaseSync } from 'node:sqlite';
import type { Store } from '../ports.ts';
import { openDatabaseToWatch } from './open.ts';
import { numberIn } from './row.ts';
import { storeOn } from './store.ts';
import { translating, translatingOpening } from './store-error.ts';

/** A store that others write and that is only looked at. */
export interface WatchedStore extends Store {
  /** Another number after each commit of another process. @throws HiveError as the other methods do. */
  changes(): number;
}

/**
 * Opens the store for a process that looks at it all day: it never waits long for a writer and never migrates. A
 * missing file is an empty store without a file.
 * @throws HiveError (data; config where access is denied), here and from every method: STORE_OLDER, STORE_BUSY, and as
 * `openStore` does.
 */
export function openStoreToWatch(path: string): WatchedStore {
  const db = openDatabaseToWatch(path);
  try {
    return translatingOpening(path, () => ({
      ...storeOn(db, path),
      changes: () => translating(path, () => dataVersion(db)),
    }));
  } catch (error) {
    db.close();
    throw error;
  }
}

const dataVersion = (db: DatabaseSync): number =>
  numberIn(db.prepare('PRAGMA data_version').get() ?? {}, 'data_version');
