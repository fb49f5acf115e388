import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type BarSeries, emptySeries, setBar } from '../../../../src/lib/core/bar-series.ts';
import type { Interval } from '../../../../src/lib/core/interval.ts';
import { migrate, schemaVersion } from '../../../../src/lib/store/sqlite/migrate.ts';
import { MIGRATIONS } from '../../../../src/lib/store/sqlite/migrations/index.ts';
import { openStore } from '../../../../src/lib/store/sqlite/store.ts';
import { runScript } from '../../../support/run-process.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const WITH_ROWS = 4;
const MINUTE = 60_000;

interface Shelf {
  readonly source: string;
  readonly bars: BarSeries;
}

/** Bars with holes, some off the grid, every fourth volume unknown. */
function someBars(symbol: string, interval: Interval, rows: number): BarSeries {
  const series = emptySeries(symbol, interval, rows);
  for (let row = 0; row < rows; row++) {
    const close = 100 + Math.sin(row);
    const timeMs = (row - 700 + 50 * Math.floor(row / 90)) * MINUTE + (row % 5 === 0 ? 7 : 0);
    const volume = row % 4 === 0 ? Number.NaN : row / 3;
    setBar(series, row, { timeMs, open: close - 0.1, high: close + 0.2, low: close - 0.3, close, volume });
  }
  return series;
}

const SHELVES: readonly Shelf[] = [
  { source: 'csv', bars: someBars('BTC/USD', '1m', 3_000) },
  { source: 'csv', bars: someBars('BTC/USD', '1h', 40) },
  { source: 'csv', bars: someBars('ETH/USD', '1m', 257) },
  { source: 'simulated/42/none', bars: someBars('AAPL', '1d', 1) },
];

/** A store as HIVE wrote it when bars were rows: the scripts and the statements of that version. */
function oldStore(path: string): void {
  const db = new DatabaseSync(path);
  migrate(db, path, MIGRATIONS.slice(0, WITH_ROWS));
  const put =
    db.prepare(`INSERT OR REPLACE INTO bars (source, symbol, interval, time, open, high, low, close, volume)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const putOrigin = db.prepare(`INSERT OR REPLACE INTO bar_origins
    (source, symbol, interval, asset_class, origin, written_at) VALUES (?, ?, ?, ?, ?, ?)`);
  db.exec('BEGIN');
  for (const { source, bars } of SHELVES) {
    const { symbol, interval, time, open, high, low, close, volume } = bars;
    for (let i = 0; i < bars.length; i++) {
      const unknown = Number.isNaN(volume[i]) ? null : volume[i]!;
      put.run(source, symbol, interval, time[i]!, open[i]!, high[i]!, low[i]!, close[i]!, unknown);
    }
    putOrigin.run(source, symbol, interval, 'crypto', `${symbol}.csv`, '2026-01-01T00:00:00.000Z');
  }
  db.exec('COMMIT');
  db.close();
}

function rowsLeft(path: string): { version: number; tables: string[]; rows: number } {
  const db = new DatabaseSync(path);
  const tables = db.prepare("SELECT name FROM sqlite_schema WHERE name IN ('bars', 'bar_pages')").all();
  const version = schemaVersion(db);
  const rows = version === WITH_ROWS ? Number(db.prepare('SELECT count(*) AS n FROM bars').get()?.n) : 0;
  db.close();
  return { version, tables: tables.map(({ name }) => String(name)), rows };
}

function assertMoved(path: string): void {
  const store = openStore(path);
  for (const { source, bars } of SHELVES) {
    const { symbol, interval } = bars;
    assert.deepEqual(store.bars.load({ source, symbol, interval }), bars, `${source} ${symbol} ${interval}`);
    const again = store.bars.write(source, bars, { origin: 'again.csv', atMs: 0 });
    assert.deepEqual(again, { inserted: 0, unchanged: bars.length, conflicting: 0 });
  }
  assert.deepEqual(
    store.bars.inventory().map(({ symbol, interval, rows, origin }) => [symbol, interval, rows, origin]),
    [
      ['BTC/USD', '1h', 40, 'BTC/USD.csv'],
      ['BTC/USD', '1m', 3_000, 'BTC/USD.csv'],
      ['ETH/USD', '1m', 257, 'ETH/USD.csv'],
      ['AAPL', '1d', 1, 'AAPL.csv'],
    ],
  );
  store.close();
  assert.deepEqual(rowsLeft(path), { version: MIGRATIONS.length, tables: ['bar_pages'], rows: 0 });
}

describe('the move of bars from rows to pages', () => {
  const folder = tempFolder();
  const path = () => join(folder(), 'hive.db');
  const untouched = { version: WITH_ROWS, tables: ['bars'], rows: 3_298 };

  it('keeps every bar of every source, symbol and interval, unknown volumes too', () => {
    oldStore(path());
    assert.deepEqual(rowsLeft(path()), untouched);
    assertMoved(path());
  });

  it('is made by a reader too, which then reads pages', () => {
    oldStore(path());
    const store = openStore(path(), { readOnly: true });
    assert.equal(store.bars.inventory().length, SHELVES.length);
    store.close();
    assertMoved(path());
  });

  it('that is killed before its end leaves the rows, and is made by the next run', () => {
    oldStore(path());
    assert.equal(runScript('die-in-migration', [path()]).signal, 'SIGKILL');
    assert.deepEqual(rowsLeft(path()), untouched);
    assertMoved(path());
  });

  it('that fails leaves the rows', () => {
    oldStore(path());
    const db = new DatabaseSync(path());
    const failing = MIGRATIONS.map((migration, from) =>
      from === WITH_ROWS ? failingAfter(migration) : migration,
    );
    assert.throws(() => migrate(db, path(), failing), /disk on fire/);
    db.close();
    assert.deepEqual(rowsLeft(path()), untouched);
  });
});

const failingAfter = (migration: (typeof MIGRATIONS)[number]) => (db: DatabaseSync) => {
  assert.ok(typeof migration === 'function');
  migration(db);
  throw new Error('disk on fire');
};
