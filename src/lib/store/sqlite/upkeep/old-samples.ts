import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Chore } from '../../upkeep.ts';
import { numberIn, textIn } from '../row.ts';
import { transaction } from '../transaction.ts';

/** As many as `learning.window` may ask for. */
const SAMPLES_KEPT = 20_000;
const ROWS_A_STEP = 2_000;

const POOL = 'source = ? AND interval = ? AND feature_set = ? AND label_set = ? AND asset_class = ?';
const POOLS = `SELECT DISTINCT source, interval, feature_set, label_set, asset_class FROM samples
  WHERE y IS NOT NULL`;

type Pool = readonly string[];

/** Matured samples before a moment that are not among the newest of their scope and class. */
export class OldSamples implements Chore {
  readonly name = 'samples';
  readonly #db: DatabaseSync;
  readonly #beforeMs: number;
  readonly #nth: StatementSync;
  readonly #count: StatementSync;
  readonly #remove: StatementSync;

  constructor(db: DatabaseSync, beforeMs: number, kept: number = SAMPLES_KEPT) {
    this.#db = db;
    this.#beforeMs = beforeMs;
    this.#nth = db.prepare(
      `SELECT at FROM samples WHERE ${POOL} AND y IS NOT NULL ORDER BY at DESC LIMIT 1 OFFSET ${kept - 1}`,
    );
    this.#count = db.prepare(
      `SELECT count(*) AS old FROM samples WHERE ${POOL} AND y IS NOT NULL AND at < ?`,
    );
    this.#remove = db.prepare(
      `DELETE FROM samples WHERE (source, interval, feature_set, label_set, symbol, at) IN
        (SELECT source, interval, feature_set, label_set, symbol, at FROM samples
          WHERE ${POOL} AND y IS NOT NULL AND at < ? ORDER BY at LIMIT ?)`,
    );
  }

  count(): number {
    return this.#pools().reduce((sum, pool) => sum + this.#oldIn(pool), 0);
  }

  step(): number {
    const pool = this.#pools().find(each => this.#oldIn(each) > 0);
    if (!pool) return 0;
    return transaction(this.#db, () =>
      Number(this.#remove.run(...pool, this.#boundOf(pool), ROWS_A_STEP).changes),
    );
  }

  #pools(): Pool[] {
    const names = ['source', 'interval', 'feature_set', 'label_set', 'asset_class'];
    return this.#db
      .prepare(POOLS)
      .all()
      .map(row => names.map(name => textIn(row, name)));
  }

  readonly #oldIn = (pool: Pool): number =>
    numberIn(this.#count.get(...pool, this.#boundOf(pool)) ?? {}, 'old');

  /** Nothing is older than this where there are fewer than are kept. */
  #boundOf(pool: Pool): number {
    const row = this.#nth.get(...pool);
    return row ? Math.min(this.#beforeMs, numberIn(row, 'at')) : Number.MIN_SAFE_INTEGER;
  }
}
