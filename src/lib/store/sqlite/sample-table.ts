import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { AssetClass } from '../../core/instrument.ts';
import { newestWholeMoments } from '../newest-whole-moments.ts';
import type {
  Barrier,
  MomentSpan,
  SampleCount,
  SampleLabel,
  SampleScope,
  SampleStore,
  StoredSample,
} from '../ports.ts';
import { featureBlob, featuresFromBlob } from './feature-blob.ts';
import { bytesIn, numberIn, type Row, textIn } from './row.ts';
import { transaction } from './transaction.ts';

const SCOPED = 'source = ? AND interval = ? AND feature_set = ? AND label_set = ?';

const SQL = {
  insert: `INSERT INTO samples (source, interval, feature_set, label_set, symbol, at, asset_class, features,
    y, net_return, resolved, barrier) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  mature: `UPDATE samples SET y = ?, net_return = ?, resolved = ?, barrier = ?
    WHERE ${SCOPED} AND symbol = ? AND at = ? AND y IS NULL`,
  newestMatured: `SELECT * FROM samples WHERE ${SCOPED} AND asset_class = ? AND y IS NOT NULL
    ORDER BY at DESC, symbol DESC LIMIT ?`,
  maturedBetween: `SELECT * FROM samples WHERE ${SCOPED} AND asset_class = ? AND y IS NOT NULL
    AND at BETWEEN ? AND ? ORDER BY at, symbol`,
  // Those that wait are few, and the matured have an index by moment.
  newestAny: `SELECT * FROM (SELECT * FROM samples WHERE ${SCOPED} AND asset_class = ? AND y IS NOT NULL
      ORDER BY at DESC, symbol DESC LIMIT ?)
    UNION ALL SELECT * FROM samples WHERE ${SCOPED} AND asset_class = ? AND y IS NULL
    ORDER BY at DESC, symbol DESC LIMIT ?`,
  newest: `SELECT max(at) AS at FROM samples WHERE ${SCOPED} AND symbol = ?`,
  oldestPending: `SELECT min(at) AS at FROM samples WHERE ${SCOPED} AND symbol = ? AND y IS NULL`,
  counts: `SELECT asset_class, count(*) AS total, count(y) AS matured FROM samples WHERE ${SCOPED}
    GROUP BY asset_class ORDER BY asset_class`,
};

/** Training samples in SQLite, features as little-endian doubles. */
export class SampleTable implements SampleStore {
  readonly #db: DatabaseSync;
  readonly #insert: StatementSync;
  readonly #mature: StatementSync;
  readonly #newestMatured: StatementSync;
  readonly #maturedBetween: StatementSync;
  readonly #newestAny: StatementSync;
  readonly #newest: StatementSync;
  readonly #oldestPending: StatementSync;
  readonly #counts: StatementSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
    this.#insert = db.prepare(SQL.insert);
    this.#mature = db.prepare(SQL.mature);
    this.#newestMatured = db.prepare(SQL.newestMatured);
    this.#maturedBetween = db.prepare(SQL.maturedBetween);
    this.#newestAny = db.prepare(SQL.newestAny);
    this.#newest = db.prepare(SQL.newest);
    this.#oldestPending = db.prepare(SQL.oldestPending);
    this.#counts = db.prepare(SQL.counts);
  }

  upsert(scope: SampleScope, samples: readonly StoredSample[]): { inserted: number; matured: number } {
    const written = { inserted: 0, matured: 0 };
    transaction(this.#db, () => {
      for (const sample of samples) {
        const inserted = this.#insertNew(scope, sample);
        const matured = sample.label !== null && (inserted || this.#fillLabel(scope, sample, sample.label));
        written.inserted += Number(inserted);
        written.matured += Number(matured);
      }
    });
    return written;
  }

  newestMatured(scope: SampleScope, assetClass: AssetClass, limit: number): StoredSample[] {
    const rows = this.#newestMatured.all(...scopeValues(scope), assetClass, limit + 1);
    return newestWholeMoments(rows.map(storedSample), limit).reverse();
  }

  maturedBetween(scope: SampleScope, assetClass: AssetClass, { fromMs, toMs }: MomentSpan): StoredSample[] {
    return this.#maturedBetween.all(...scopeValues(scope), assetClass, fromMs, toMs).map(storedSample);
  }

  newestAny(scope: SampleScope, assetClass: AssetClass, limit: number): StoredSample[] {
    const asked = [...scopeValues(scope), assetClass] as const;
    const rows = this.#newestAny.all(...asked, limit + 1, ...asked, limit + 1);
    return newestWholeMoments(rows.map(storedSample), limit).reverse();
  }

  newest(scope: SampleScope, symbol: string): number | null {
    return momentIn(this.#newest.get(...scopeValues(scope), symbol));
  }

  oldestPending(scope: SampleScope, symbol: string): number | null {
    return momentIn(this.#oldestPending.get(...scopeValues(scope), symbol));
  }

  counts(scope: SampleScope): SampleCount[] {
    return this.#counts.all(...scopeValues(scope)).map(row => ({
      assetClass: textIn(row, 'asset_class') as AssetClass,
      total: numberIn(row, 'total'),
      matured: numberIn(row, 'matured'),
    }));
  }

  #insertNew(scope: SampleScope, { symbol, atMs, assetClass, features, label }: StoredSample): boolean {
    const values = [symbol, atMs, assetClass, featureBlob(features), ...labelValues(label)] as const;
    return this.#insert.run(...scopeValues(scope), ...values).changes === 1;
  }

  #fillLabel(scope: SampleScope, { symbol, atMs }: StoredSample, label: SampleLabel): boolean {
    return this.#mature.run(...labelValues(label), ...scopeValues(scope), symbol, atMs).changes === 1;
  }
}

const scopeValues = ({ source, interval, featureSet, labelSet }: SampleScope) =>
  [source, interval, featureSet, labelSet] as const;

const labelValues = (label: SampleLabel | null) =>
  label ? ([label.y, label.netReturn, label.resolvedMs, label.barrier] as const) : [null, null, null, null];

/** The column of an aggregate, which is NULL when there were no rows. */
const momentIn = (row: Row = { at: null }): number | null => (row.at === null ? null : numberIn(row, 'at'));

const storedSample = (row: Row): StoredSample => ({
  symbol: textIn(row, 'symbol'),
  assetClass: textIn(row, 'asset_class') as AssetClass,
  atMs: numberIn(row, 'at'),
  features: featuresFromBlob(bytesIn(row, 'features')),
  label: row.y === null ? null : labelIn(row),
});

const labelIn = (row: Row): SampleLabel => ({
  y: numberIn(row, 'y') === 1 ? 1 : 0,
  netReturn: numberIn(row, 'net_return'),
  resolvedMs: numberIn(row, 'resolved'),
  barrier: textIn(row, 'barrier') as Barrier,
});
