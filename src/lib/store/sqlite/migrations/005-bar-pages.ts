import type { DatabaseSync } from 'node:sqlite';
import type { Bar } from '../../../core/bar.ts';
import { seriesFromBars } from '../../../core/bar-series.ts';
import { parseInterval } from '../../../core/interval.ts';
import type { BarKey } from '../../ports.ts';
import { pageOf } from '../bar-page.ts';
import { BarPageTable } from '../bar-page-table.ts';
import { numberIn, type Row, textIn } from '../row.ts';

/** Pages of packed columns, see `bar-page.ts`; the numbers come first, so that counting reads no bars. */
const TABLE = `
  CREATE TABLE bar_pages (
    source TEXT NOT NULL,
    symbol TEXT NOT NULL,
    interval TEXT NOT NULL,
    page INTEGER NOT NULL,
    rows INTEGER NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    checksum INTEGER NOT NULL,
    columns BLOB NOT NULL,
    PRIMARY KEY (source, symbol, interval, page)
  ) STRICT;
`;
const KEYS = 'SELECT DISTINCT source, symbol, interval FROM bars';
const ROWS = `SELECT time, open, high, low, close, volume FROM bars
  WHERE source = ? AND symbol = ? AND interval = ? ORDER BY time`;

/** Moves the bars from rows to pages, in the memory of one page. */
export function barPages(db: DatabaseSync): void {
  db.exec(TABLE);
  const pages = new BarPageTable(db);
  const rows = db.prepare(ROWS);
  for (const { source, symbol, interval } of db.prepare(KEYS).all().map(keyIn)) {
    const key = { source, symbol, interval };
    for (const bars of byPage(key, rows.iterate(source, symbol, interval)))
      pages.put(key, seriesFromBars(symbol, interval, bars));
  }
  db.exec('DROP TABLE bars');
}

function* byPage({ interval }: BarKey, rows: Iterable<Row>): Generator<Bar[]> {
  let bars: Bar[] = [];
  for (const row of rows) {
    const bar = barIn(row);
    if (bars[0] && pageOf(interval, bars[0].timeMs) !== pageOf(interval, bar.timeMs)) {
      yield bars;
      bars = [];
    }
    bars.push(bar);
  }
  if (bars.length > 0) yield bars;
}

const keyIn = (row: Row): BarKey => ({
  source: textIn(row, 'source'),
  symbol: textIn(row, 'symbol'),
  interval: parseInterval(textIn(row, 'interval')),
});

const barIn = (row: Row): Bar => ({
  timeMs: numberIn(row, 'time'),
  open: numberIn(row, 'open'),
  high: numberIn(row, 'high'),
  low: numberIn(row, 'low'),
  close: numberIn(row, 'close'),
  volume: row.volume === null ? Number.NaN : numberIn(row, 'volume'),
});
