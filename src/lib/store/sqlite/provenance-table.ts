import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { BarSeries } from '../../core/bar-series.ts';
import type { BarKey, BarSpan } from '../ports.ts';
import {
  type BarProvenance,
  type FetchedFrom,
  knownClose,
  type ProvenanceReader,
  type ProvenanceSummary,
} from '../provenance.ts';
import { numberIn, type Row, textIn } from './row.ts';

const SERIES = 'source = ? AND symbol = ? AND interval = ?';

/** With `max`, SQLite takes the other columns from the row of the newest fetch. */
const SQL = {
  addFetch: `INSERT INTO bar_fetches (source, symbol, interval, vendor, request, prices, at)
    VALUES (?, ?, ?, ?, ?, ?, ?)`,
  addBar: 'INSERT INTO bar_provenance (fetch, time_ms, raw_close, adj_close) VALUES (?, ?, ?, ?)',
  bars: `SELECT p.*, f.*, max(p.fetch) FROM bar_provenance p JOIN bar_fetches f ON f.id = p.fetch
    WHERE ${SERIES} AND time_ms >= ? AND time_ms < ? GROUP BY time_ms ORDER BY time_ms`,
  summary: `SELECT count(DISTINCT p.time_ms) AS rows, min(f.at) AS first, max(f.at) AS last
    FROM bar_provenance p JOIN bar_fetches f ON f.id = p.fetch WHERE ${SERIES}`,
  newest: `SELECT * FROM bar_fetches WHERE ${SERIES} ORDER BY id DESC LIMIT 1`,
};

/** Provenance of bars in SQLite. */
export class ProvenanceTable implements ProvenanceReader {
  readonly #addFetch: StatementSync;
  readonly #addBar: StatementSync;
  readonly #bars: StatementSync;
  readonly #summary: StatementSync;
  readonly #newest: StatementSync;

  constructor(db: DatabaseSync) {
    this.#addFetch = db.prepare(SQL.addFetch);
    this.#addBar = db.prepare(SQL.addBar);
    this.#bars = db.prepare(SQL.bars);
    this.#summary = db.prepare(SQL.summary);
    this.#newest = db.prepare(SQL.newest);
  }

  /** Notes rows of `series` that were just written; the caller holds a transaction. */
  add(
    source: string,
    series: BarSeries,
    from: FetchedFrom & { rows: readonly number[]; atMs: number },
  ): void {
    const { symbol, interval } = series;
    const { vendor, request, prices, atMs } = from;
    const { lastInsertRowid } = this.#addFetch.run(source, symbol, interval, vendor, request, prices, atMs);
    for (const row of from.rows) {
      const closes = [knownClose(from.rawClose[row]), knownClose(from.adjustedClose[row])];
      this.#addBar.run(lastInsertRowid, series.time[row]!, ...closes);
    }
  }

  provenance({ source, symbol, interval }: BarKey, span: BarSpan = {}): BarProvenance[] {
    const { fromMs = Number.MIN_SAFE_INTEGER, toMs = Number.MAX_SAFE_INTEGER } = span;
    return this.#bars.all(source, symbol, interval, fromMs, toMs).map(barOf);
  }

  provenanceSummary({ source, symbol, interval }: BarKey): ProvenanceSummary | null {
    const newest = this.#newest.get(source, symbol, interval);
    const row = this.#summary.get(source, symbol, interval);
    if (!newest || !row) return null;
    return {
      ...fetchOf(newest),
      rows: numberIn(row, 'rows'),
      firstFetchedMs: numberIn(row, 'first'),
      lastFetchedMs: numberIn(row, 'last'),
    };
  }
}

const fetchOf = (row: Row) => ({
  vendor: textIn(row, 'vendor'),
  request: textIn(row, 'request'),
  prices: textIn(row, 'prices') as FetchedFrom['prices'],
});

const barOf = (row: Row): BarProvenance => ({
  ...fetchOf(row),
  timeMs: numberIn(row, 'time_ms'),
  rawClose: row.raw_close === null ? null : numberIn(row, 'raw_close'),
  adjustedClose: row.adj_close === null ? null : numberIn(row, 'adj_close'),
  fetchedMs: numberIn(row, 'at'),
});
