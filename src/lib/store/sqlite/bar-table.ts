import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { type BarSeries, sliceSeries } from '../../core/bar-series.ts';
import { isoTime } from '../../core/clock.ts';
import { type AssetClass, parseInstrument } from '../../core/instrument.ts';
import { parseInterval } from '../../core/interval.ts';
import { inChunks, joinBars } from '../bar-parts.ts';
import {
  assertStorable,
  type BarComparison,
  barWrite,
  compareBars,
  mergeBars,
  writtenRows,
} from '../bar-rows.ts';
import type {
  BarInventory,
  BarKey,
  BarRange,
  BarSpan,
  BarStore,
  BarWrite,
  BarWriteOptions,
} from '../ports.ts';
import type { BarProvenance, ProvenanceSummary } from '../provenance.ts';
import { pageOf } from './bar-page.ts';
import { BarPageTable, type Bounds } from './bar-page-table.ts';
import { ProvenanceTable } from './provenance-table.ts';
import { numberIn, type Row, textIn } from './row.ts';
import { transaction } from './transaction.ts';

const SQL = {
  putOrigin: `INSERT OR REPLACE INTO bar_origins (source, symbol, interval, asset_class, origin, written_at)
    VALUES (?, ?, ?, ?, ?, ?)`,
  inventory: `SELECT o.*, sum(p.rows) AS rows, min(p.first) AS first, max(p.last) AS last
    FROM bar_origins o JOIN bar_pages p USING (source, symbol, interval)
    GROUP BY source, symbol, interval ORDER BY source, symbol, interval`,
};

/** Bars in SQLite, packed in pages (see `bar-page.ts`). */
export class BarTable implements BarStore {
  readonly #db: DatabaseSync;
  readonly #pages: BarPageTable;
  readonly #putOrigin: StatementSync;
  readonly #inventory: StatementSync;
  readonly #provenance: ProvenanceTable;

  constructor(db: DatabaseSync) {
    this.#db = db;
    this.#pages = new BarPageTable(db);
    this.#putOrigin = db.prepare(SQL.putOrigin);
    this.#inventory = db.prepare(SQL.inventory);
    this.#provenance = new ProvenanceTable(db);
  }

  write(source: string, series: BarSeries, options: BarWriteOptions): BarWrite {
    assertStorable(series);
    if (series.length === 0) return { inserted: 0, unchanged: 0, conflicting: 0 };
    return transaction(this.#db, () => this.#write(source, series, options));
  }

  load(key: BarKey, range: BarRange = {}): BarSeries {
    const bounds = boundsOf(range);
    const parts =
      range.last === undefined
        ? [...this.#pages.inOneGo(key, bounds)]
        : this.#pages.newest(key, bounds, range.last);
    return joinBars(key, parts);
  }

  pages(key: BarKey, range: BarSpan = {}): Generator<BarSeries> {
    return inChunks(key, this.#pages.slowly(key, boundsOf(range)));
  }

  inventory(): BarInventory[] {
    return this.#inventory.all().map(inventoryRow);
  }

  provenance(key: BarKey, span?: BarSpan): BarProvenance[] {
    return this.#provenance.provenance(key, span);
  }

  provenanceSummary(key: BarKey): ProvenanceSummary | null {
    return this.#provenance.provenanceSummary(key);
  }

  #write(source: string, series: BarSeries, options: BarWriteOptions): BarWrite {
    const { symbol, interval } = series;
    const key = { source, symbol, interval };
    const done = { inserted: 0, unchanged: 0, conflicting: 0 };
    const written: number[] = [];
    let first = 0;
    for (const offered of byPage(series)) {
      const comparison = this.#mergePage(key, offered, options);
      const { inserted, unchanged, conflicting } = barWrite(comparison);
      done.inserted += inserted;
      done.unchanged += unchanged;
      done.conflicting += conflicting;
      for (const row of writtenRows(comparison, options)) written.push(first + row);
      first += offered.length;
    }
    if (written.length === 0) return done;
    this.#noteOrigin(key, options);
    const { fetched, atMs } = options;
    if (fetched) this.#provenance.add(source, series, { ...fetched, rows: written, atMs });
    return done;
  }

  #mergePage(key: BarKey, offered: BarSeries, options: BarWriteOptions): BarComparison {
    const stored = this.#pages.around(key, offered.time[0]!);
    const comparison = compareBars(stored, offered);
    if (writtenRows(comparison, options).length > 0)
      this.#pages.put(key, mergeBars(stored, offered, options.replace ?? false));
    return comparison;
  }

  #noteOrigin({ source, symbol, interval }: BarKey, { origin, atMs }: BarWriteOptions): void {
    const { assetClass } = parseInstrument(symbol);
    this.#putOrigin.run(source, symbol, interval, assetClass, origin, isoTime(atMs));
  }
}

/** `series` in parts of one page each, as views. */
function* byPage(series: BarSeries): Generator<BarSeries> {
  const { interval, time, length } = series;
  for (let from = 0, to = 0; from < length; from = to) {
    const page = pageOf(interval, time[from]!);
    while (to < length && pageOf(interval, time[to]!) === page) to++;
    yield sliceSeries(series, from, to);
  }
}

const boundsOf = ({ fromMs, toMs }: BarSpan): Bounds => ({
  fromMs: fromMs ?? Number.MIN_SAFE_INTEGER,
  toMs: toMs ?? Number.MAX_SAFE_INTEGER,
});

const inventoryRow = (row: Row): BarInventory => ({
  source: textIn(row, 'source'),
  symbol: textIn(row, 'symbol'),
  interval: parseInterval(textIn(row, 'interval')),
  assetClass: textIn(row, 'asset_class') as AssetClass,
  rows: numberIn(row, 'rows'),
  firstMs: numberIn(row, 'first'),
  lastMs: numberIn(row, 'last'),
  origin: textIn(row, 'origin'),
  writtenAt: textIn(row, 'written_at'),
});
