import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { emptySeries, setBar } from '../../../../src/lib/core/bar-series.ts';
import { openStore } from '../../../../src/lib/store/sqlite/store.ts';
import { storeContract } from '../../../contracts/store.ts';
import { barPagesContract } from '../../../contracts/store-pages.ts';
import { provenanceContract } from '../../../contracts/store-provenance.ts';
import { runsContract } from '../../../contracts/store-runs.ts';
import { sweepStoreContract } from '../../../contracts/store-sweeps.ts';
import { triesContract } from '../../../contracts/store-tries.ts';
import { hiveError } from '../../../support/hive-error.ts';
import { modeOf, tempFolder } from '../../../support/temp-folder.ts';

const KEY = { source: 'csv', symbol: 'BTC/USD', interval: '1h' } as const;

function someBars(rows: number) {
  const series = emptySeries('BTC/USD', '1h', rows);
  for (let row = 0; row < rows; row++) {
    setBar(series, row, { timeMs: row * 3_600_000, open: 1, high: 2, low: 0.5, close: row + 1, volume: row });
  }
  return series;
}

/** A store file with some hundred pages, closed. */
function writtenStore(path: string): void {
  const store = openStore(path);
  store.bars.write('csv', someBars(5_000), { origin: 'x.csv', atMs: 0 });
  store.close();
}

describe('openStore', () => {
  const folder = tempFolder();
  const path = () => join(folder(), 'state', 'hive.db');

  storeContract('the SQLite store', () => openStore(path()));
  barPagesContract('the SQLite store', () => openStore(path()));
  provenanceContract('the SQLite store', () => openStore(path()));
  sweepStoreContract('the SQLite store', () => openStore(path()));
  runsContract('the SQLite store', () => openStore(path()));
  triesContract('the SQLite store', () => openStore(path()));

  it('makes folder and files for their owner only', () => {
    const store = openStore(path());
    store.cycles.append({ atMs: 1, document: '{}' });
    assert.equal(modeOf(dirname(path())), 0o700);
    assert.deepEqual(readdirSync(dirname(path())).sort(), ['hive.db', 'hive.db-shm', 'hive.db-wal']);
    for (const name of readdirSync(dirname(path())))
      assert.equal(modeOf(join(dirname(path()), name)), 0o600, name);
    store.close();
  });

  it('keeps everything over a close and an open', () => {
    writtenStore(path());
    const store = openStore(path());
    assert.deepEqual(store.bars.load(KEY), someBars(5_000));
    store.close();
  });

  it('lets a reader read while a writer is in a transaction', () => {
    const [writer, reader] = [openStore(path()), openStore(path(), { readOnly: true })];
    writer.transaction(() => {
      writer.cycles.append({ atMs: 1, document: '{}' });
      assert.equal(reader.cycles.count(), 0);
    });
    assert.equal(reader.cycles.count(), 1);
    writer.close();
    reader.close();
  });

  it('read-only makes no file, and looks empty, when there is none', () => {
    const store = openStore(path(), { readOnly: true });
    assert.deepEqual(store.bars.inventory(), []);
    assert.throws(() => store.cycles.append({ atMs: 1, document: '{}' }), /readonly/);
    store.close();
    assert.equal(existsSync(dirname(path())), false);
  });

  it('read-only reads a store and refuses to write it', () => {
    writtenStore(path());
    const store = openStore(path(), { readOnly: true });
    assert.equal(store.bars.load(KEY).length, 5_000);
    assert.throws(() => store.cycles.append({ atMs: 1, document: '{}' }), /readonly/);
    store.close();
  });

  for (const readOnly of [false, true]) {
    const how = readOnly ? 'read-only' : 'for writing';

    it(`says STORE_DAMAGED with the path of a file that is no database, opened ${how}`, () => {
      const text = join(folder(), 'hive.db');
      writeFileSync(text, 'not a database, but long enough to be looked at'.repeat(40));
      assert.throws(() => openStore(text, { readOnly }), hiveError('STORE_DAMAGED', /hive\.db/));
      assert.match(readFileSync(text, 'utf8'), /^not a database/);
    });

    it(`says STORE_DAMAGED for a file that was cut, opened ${how}`, () => {
      writtenStore(path());
      truncateSync(path(), 20_480);
      assert.throws(() => openStore(path(), { readOnly }).bars.load(KEY), hiveError('STORE_DAMAGED'));
    });

    it(`says STORE_NEWER for a schema it does not know, opened ${how}`, () => {
      writtenStore(path());
      const db = new DatabaseSync(path());
      db.exec('PRAGMA user_version = 99');
      db.close();
      assert.throws(() => openStore(path(), { readOnly }), hiveError('STORE_NEWER', /version 99/));
    });
  }

  it('says STORE_DAMAGED when a page in the middle is overwritten', () => {
    writtenStore(path());
    const bytes = readFileSync(path());
    bytes.fill(0xff, 8 * 4096, 40 * 4096);
    writeFileSync(path(), bytes);
    assert.throws(() => openStore(path()).bars.load(KEY), hiveError('STORE_DAMAGED'));
  });

  it('says STORE_DAMAGED when the document of a run is not what was written', () => {
    const store = openStore(path());
    const run = { id: 'ab12', kind: 'backtest' as const, atMs: 1, fingerprint: 'ab12cd', summary: '{}' };
    store.runs.put({ ...run, document: '{"sharpe":1.5}' });
    const db = new DatabaseSync(path());
    db.exec(
      "UPDATE runs SET document = CAST(substr(document, 1, 8) || x'00' || substr(document, 10) AS BLOB)",
    );
    db.close();
    assert.throws(() => store.runs.get('ab'), hiveError('STORE_DAMAGED', /hive\.db.*document of run ab12/));
    assert.equal(store.runs.list().length, 1);
    store.close();
  });

  it('says WRITE_FAILED when its folder cannot be made', () => {
    writeFileSync(join(folder(), 'state'), '');
    assert.throws(
      () => openStore(join(folder(), 'state', 'deep', 'hive.db')),
      hiveError('WRITE_FAILED', /ENOTDIR/),
    );
    assert.throws(() => openStore(path()), hiveError('STORE_UNREADABLE'));
  });

  it('says STORE_DAMAGED when a table is not the one its version promises', () => {
    writtenStore(path());
    const db = new DatabaseSync(path());
    db.exec('DROP TABLE bar_pages');
    db.close();
    assert.throws(() => openStore(path()), hiveError('STORE_DAMAGED', /no such table: bar_pages/));
  });

  it('says STORE_UNREADABLE for a folder in its place', () => {
    assert.throws(() => openStore(folder()), hiveError('STORE_UNREADABLE'));
  });
});
