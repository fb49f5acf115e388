import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type BarSeries, emptySeries } from '../../../../src/lib/core/bar-series.ts';
import type { Store } from '../../../../src/lib/store/ports.ts';
import { openStore } from '../../../../src/lib/store/sqlite/store.ts';
import { hiveError } from '../../../support/hive-error.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const MINUTE = 60_000;
const KEY = { source: 'csv', symbol: 'BTC/USD', interval: '1m' } as const;
const WRITE = { origin: 'btc.csv', atMs: 0 };

/** Minutes from minute `from` on, all values equal to `price`. */
function minutes(from: number, count: number, price = 1): BarSeries {
  const series = emptySeries('BTC/USD', '1m', count);
  for (let row = 0; row < count; row++) series.time[row] = (from + row) * MINUTE;
  for (const column of ['open', 'high', 'low', 'close', 'volume'] as const) series[column].fill(price);
  return series;
}

describe('stored pages of bars', () => {
  const folder = tempFolder();
  const path = () => join(folder(), 'hive.db');
  let store: Store;
  beforeEach(() => {
    store = openStore(path());
    store.bars.write('csv', minutes(0, 1_000), WRITE);
  });
  afterEach(() => store.close());

  const change = (sql: string) => {
    const db = new DatabaseSync(path());
    db.exec(sql);
    db.close();
  };

  const DAMAGES: Readonly<Record<string, string>> = {
    'has another byte': `UPDATE bar_pages SET columns =
      CAST(substr(columns, 1, 100) || x'55' || substr(columns, 102) AS BLOB) WHERE page = 1`,
    'was cut': 'UPDATE bar_pages SET columns = substr(columns, 1, 48), rows = 1 WHERE page = 1',
    'is empty': "UPDATE bar_pages SET columns = x'', rows = 0 WHERE page = 1",
    'is a copy of another':
      'UPDATE bar_pages SET (rows, first, last, checksum, columns) = (SELECT rows, first, last, checksum, columns FROM bar_pages WHERE page = 2) WHERE page = 1',
    'lies in another place': 'UPDATE bar_pages SET page = 7 WHERE page = 1',
  };

  for (const [title, sql] of Object.entries(DAMAGES)) {
    it(`give STORE_DAMAGED, naming the file and the bars, instead of a wrong number: one ${title}`, () => {
      change(sql);
      const damaged = hiveError('STORE_DAMAGED', /hive\.db.*1m bars of BTC\/USD from csv/);
      assert.throws(() => store.bars.load(KEY), damaged);
      assert.throws(() => store.bars.load(KEY, { last: 600 }), damaged);
      assert.throws(() => [...store.bars.pages(KEY)], damaged);
      assert.throws(() => store.bars.write('csv', minutes(0, 2_000), WRITE), damaged);
    });
  }

  it('that are sound are read while another one is damaged, and nothing of a write stays', () => {
    change("UPDATE bar_pages SET columns = x'' WHERE page = 3");
    assert.equal(store.bars.load(KEY, { toMs: 3 * 256 * MINUTE }).length, 768);
    assert.throws(
      () => store.bars.write('csv', minutes(-10, 2_000), WRITE),
      hiveError('STORE_DAMAGED', /page 3/),
    );
    assert.equal(store.bars.load(KEY, { toMs: 0 }).length, 0);
  });

  it('are read in one state by a long read while another process appends and replaces', () => {
    store.bars.write('csv', minutes(1_000, 150_000), WRITE);
    const reader = openStore(path(), { readOnly: true });
    const closes = new Set<number>();
    let rows = 0;
    for (const chunk of reader.bars.pages(KEY)) {
      store.bars.write('csv', minutes(151_000 + rows, 1, 2), WRITE);
      store.bars.write('csv', minutes(100_000, 51_000, 3), { ...WRITE, replace: true });
      rows += chunk.length;
      for (const close of chunk.close) closes.add(close);
    }
    assert.deepEqual([rows, [...closes]], [151_000, [1]]);
    assert.equal(reader.bars.load(KEY, { fromMs: 150_999 * MINUTE, toMs: 151_000 * MINUTE }).close[0], 3);
    assert.equal(reader.bars.load(KEY, { last: 1 }).close[0], 2);
    reader.close();
  });

  it('take no more room than six doubles a bar and some', () => {
    store.bars.write('csv', minutes(1_000, 99_000), WRITE);
    store.close();
    const db = new DatabaseSync(path());
    const pages = db
      .prepare('SELECT page_count * page_size AS bytes FROM pragma_page_count, pragma_page_size')
      .get();
    db.close();
    store = openStore(path());
    assert.ok(Number(pages?.bytes) < 100_000 * 54, String(pages?.bytes));
  });
});
