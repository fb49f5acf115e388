import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { emptySeries, seriesFromBars } from '../../../../src/lib/core/bar-series.ts';
import { BarPageTable } from '../../../../src/lib/store/sqlite/bar-page-table.ts';
import { migrate, schemaVersion } from '../../../../src/lib/store/sqlite/migrate.ts';
import { MIGRATIONS } from '../../../../src/lib/store/sqlite/migrations/index.ts';
import { openStore } from '../../../../src/lib/store/sqlite/store.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

function schemaOf(db: DatabaseSync): unknown[] {
  return db.prepare('SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name').all();
}

function freshSchema(): unknown[] {
  const db = new DatabaseSync(':memory:');
  migrate(db, ':memory:');
  return schemaOf(db);
}

const ONE_BAR = seriesFromBars('BTC/USD', '1h', [
  { timeMs: 0, open: 1, high: 1, low: 1, close: 1, volume: Number.NaN },
]);

/** Up to version 4 bars are rows, as that HIVE wrote them. */
function writeOneBar(db: DatabaseSync, version: number): void {
  if (version <= 4) db.exec("INSERT INTO bars VALUES ('csv', 'BTC/USD', '1h', 0, 1, 1, 1, 1, NULL)");
  else new BarPageTable(db).put({ source: 'csv', symbol: 'BTC/USD', interval: '1h' }, ONE_BAR);
}

describe('migrate', () => {
  const folder = tempFolder();

  for (const version of [...MIGRATIONS.keys(), MIGRATIONS.length]) {
    for (const readOnly of [false, true]) {
      it(`brings version ${version} up to date with its rows kept, opened ${readOnly ? 'read-only' : 'to write'}`, () => {
        const path = join(folder(), 'hive.db');
        const db = new DatabaseSync(path);
        migrate(db, path, MIGRATIONS.slice(0, version));
        assert.equal(schemaVersion(db), version);
        if (version > 0) writeOneBar(db, version);
        const store = openStore(path, { readOnly });
        const bars = store.bars.load({ source: 'csv', symbol: 'BTC/USD', interval: '1h' });
        assert.deepEqual(bars, version > 0 ? ONE_BAR : emptySeries('BTC/USD', '1h'));
        assert.deepEqual(schemaOf(db), freshSchema());
        assert.equal(schemaVersion(db), MIGRATIONS.length);
        store.close();
        db.close();
      });
    }
  }

  it('leaves the version before a step that fails', () => {
    const db = new DatabaseSync(':memory:');
    const broken = ['CREATE TABLE a (x)', 'CREATE TABLE b (x); CREATE TABLE a (x)'];
    assert.throws(() => migrate(db, ':memory:', broken), /already exists/);
    assert.equal(schemaVersion(db), 1);
    assert.equal(schemaOf(db).length, 1);
  });
});
