import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { type BarSeries, emptySeries, indexAtOrAfter, sliceSeries } from '../../core/bar-series.ts';
import type { BarKey } from '../ports.ts';
import { type BarPage, packBars, pageOf, unpackBars } from './bar-page.ts';
import { bytesIn, numberIn, type Row } from './row.ts';

const COLUMNS = 'page, rows, first, last, checksum, columns';
const IN_RANGE = `SELECT ${COLUMNS} FROM bar_pages
  WHERE source = ? AND symbol = ? AND interval = ? AND page BETWEEN ? AND ? ORDER BY page`;
const PUT = `INSERT INTO bar_pages (source, symbol, interval, ${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (source, symbol, interval, page) DO UPDATE SET rows = excluded.rows, first = excluded.first,
    last = excluded.last, checksum = excluded.checksum, columns = excluded.columns`;

export interface Bounds {
  readonly fromMs: number;
  /** Exclusive. */
  readonly toMs: number;
}

/**
 * Pages of bars in SQLite. Every method reads one state of the database, however long its result is iterated.
 * @throws DamagedRow from every read.
 */
export class BarPageTable {
  readonly #db: DatabaseSync;
  readonly #oldestFirst: StatementSync;
  readonly #newestFirst: StatementSync;
  readonly #put: StatementSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
    this.#oldestFirst = db.prepare(IN_RANGE);
    this.#newestFirst = db.prepare(`${IN_RANGE} DESC`);
    this.#put = db.prepare(PUT);
  }

  /** The bars within `bounds`, page by page, oldest first; to be read to its end before the next call. */
  inOneGo(key: BarKey, bounds: Bounds): Generator<BarSeries> {
    return cut(this.#oldestFirst, key, bounds);
  }

  /** The same with a statement of its own: any method may be called while it is read. */
  slowly(key: BarKey, bounds: Bounds): Generator<BarSeries> {
    return cut(this.#db.prepare(IN_RANGE), key, bounds);
  }

  /** The newest `count` bars within `bounds`, page by page, oldest first. */
  newest(key: BarKey, bounds: Bounds, count: number): BarSeries[] {
    const parts: BarSeries[] = [];
    let wanted = count;
    if (wanted <= 0) return parts;
    for (const part of cut(this.#newestFirst, key, bounds)) {
      parts.push(sliceSeries(part, part.length - wanted));
      wanted -= part.length;
      if (wanted <= 0) break;
    }
    return parts.reverse();
  }

  /** All bars of the page that bars opening at `timeMs` are in. */
  around(key: BarKey, timeMs: number): BarSeries {
    const { source, symbol, interval } = key;
    const page = pageOf(interval, timeMs);
    const row = this.#oldestFirst.get(source, symbol, interval, page, page);
    return row ? unpackBars(key, pageIn(row)) : emptySeries(symbol, interval);
  }

  /** Stores `bars`, which are all of one page, in place of what that page held. */
  put(key: BarKey, bars: BarSeries): void {
    const { source, symbol, interval } = key;
    const { page, rows, first, last, checksum, columns } = packBars(key, bars);
    this.#put.run(source, symbol, interval, page, rows, first, last, checksum, columns);
  }
}

/** The pages that `statement` finds, cut to `bounds`. */
function* cut(statement: StatementSync, key: BarKey, { fromMs, toMs }: Bounds): Generator<BarSeries> {
  const { source, symbol, interval } = key;
  const pages = [pageOf(interval, fromMs), pageOf(interval, Math.ceil(toMs) - 1)] as const;
  for (const row of statement.iterate(source, symbol, interval, ...pages)) {
    const bars = unpackBars(key, pageIn(row));
    const [from, to] = [indexAtOrAfter(bars, fromMs), indexAtOrAfter(bars, toMs)];
    yield to - from === bars.length ? bars : sliceSeries(bars, from, to);
  }
}

const pageIn = (row: Row): BarPage => ({
  page: numberIn(row, 'page'),
  rows: numberIn(row, 'rows'),
  first: numberIn(row, 'first'),
  last: numberIn(row, 'last'),
  checksum: numberIn(row, 'checksum'),
  columns: bytesIn(row, 'columns'),
});
