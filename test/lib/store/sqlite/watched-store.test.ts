import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { migrate } from '../../../../src/lib/store/sqlite/migrate.ts';
import { MIGRATIONS } from '../../../../src/lib/store/sqlite/migrations/index.ts';
import { openStore } from '../../../../src/lib/store/sqlite/store.ts';
import { openStoreToWatch } from '../../../../src/lib/store/sqlite/watched-store.ts';
import { hiveError } from '../../../support/hive-error.ts';
import { ended, nextOutput, startScript } from '../../../support/run-process.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

describe('openStoreToWatch', () => {
  const folder = tempFolder();
  const path = () => join(folder(), 'hive.db');

  it('takes a missing file for an empty store, and makes none', () => {
    const store = openStoreToWatch(path());
    assert.equal(store.cycles.count(), 0);
    assert.equal(store.changes(), store.changes());
    store.close();
    assert.deepEqual(readdirSync(folder()), []);
  });

  it('counts what others commit, and nothing else', () => {
    const writer = openStore(path());
    const store = openStoreToWatch(path());
    const before = store.changes();
    store.cycles.count();
    assert.equal(store.changes(), before);
    writer.cycles.append({ atMs: 1, document: '{}' });
    assert.notEqual(store.changes(), before);
    assert.equal(store.cycles.count(), 1);
    store.close();
    writer.close();
  });

  it('cannot write', () => {
    openStore(path()).close();
    const store = openStoreToWatch(path());
    assert.throws(() => store.cycles.append({ atMs: 1, document: '{}' }), hiveError('WRITE_FAILED'));
    store.close();
  });

  it('leaves a store of an older version alone and says who brings it up to date', () => {
    const db = new DatabaseSync(path());
    migrate(db, path(), MIGRATIONS.slice(0, 4));
    db.close();
    const before = readFileSync(path());
    assert.throws(
      () => openStoreToWatch(path()),
      hiveError('STORE_OLDER', /schema version 4; this HIVE needs/),
    );
    assert.deepEqual(readFileSync(path()), before);
  });

  it('waits for a process that holds the store for less than a second', async () => {
    openStore(path()).close();
    const holder = startScript('hold-store', [path()]);
    try {
      await nextOutput(holder);
      const startedMs = performance.now();
      assert.throws(() => openStoreToWatch(path()), hiveError('STORE_BUSY'));
      assert.ok(performance.now() - startedMs < 1_500, `${performance.now() - startedMs} ms`);
    } finally {
      holder.stdin?.end();
      await ended(holder);
    }
    openStoreToWatch(path()).close();
  });
});
