import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Chore } from '../../upkeep.ts';
import { numberIn, type Row, textIn } from '../row.ts';
import { transaction } from '../transaction.ts';

/** Imported bars are nobody's but the user's; bars of a day are few. */
const SERIES = `SELECT DISTINCT source, symbol, interval FROM bar_pages WHERE source <> 'csv' AND interval <> '1d'`;
const KEY = 'source = ? AND symbol = ? AND interval = ?';
const PAGES_A_STEP = 100;

type Key = readonly [source: string, symbol: string, interval: string];

/**
 * Pages of bars shorter than a day that ended before `beforeMs`. A series of which such old bars were fetched since
 * then stays whole: somebody wants them.
 */
export class OldBars implements Chore {
  readonly name = 'bars';
  readonly #db: DatabaseSync;
  readonly #beforeMs: number;
  readonly #old: StatementSync;
  readonly #fetchedSince: StatementSync;
  readonly #remove: StatementSync;
  #keys: Key[] | null = null;

  constructor(db: DatabaseSync, beforeMs: number) {
    this.#db = db;
    this.#beforeMs = beforeMs;
    this.#old = db.prepare(
      `SELECT coalesce(sum(rows), 0) AS bars, count(*) AS pages FROM bar_pages WHERE ${KEY} AND last < ?`,
    );
    this.#fetchedSince = db.prepare(
      `SELECT 1 FROM bar_fetches f JOIN bar_provenance p ON p.fetch = f.id
        WHERE f.source = ? AND f.symbol = ? AND f.interval = ? AND f.at >= ? AND p.time_ms < ? LIMIT 1`,
    );
    this.#remove = db.prepare(
      `DELETE FROM bar_pages WHERE ${KEY} AND page IN
        (SELECT page FROM bar_pages WHERE ${KEY} AND last < ? ORDER BY page LIMIT ?)`,
    );
  }

  count(): number {
    return this.#prunable().reduce((sum, key) => sum + this.#oldIn(key, 'bars'), 0);
  }

  /** In pages. */
  step(): number {
    this.#keys ??= this.#prunable();
    const key = this.#keys.find(each => this.#oldIn(each, 'pages') > 0);
    if (!key) return 0;
    return transaction(this.#db, () =>
      Number(this.#remove.run(...key, ...key, this.#beforeMs, PAGES_A_STEP).changes),
    );
  }

  #prunable(): Key[] {
    return this.#db
      .prepare(SERIES)
      .all()
      .map(keyIn)
      .filter(key => this.#oldIn(key, 'pages') > 0 && !this.#isWanted(key));
  }

  readonly #oldIn = (key: Key, what: 'bars' | 'pages'): number =>
    numberIn(this.#old.get(...key, this.#beforeMs) ?? {}, what);

  #isWanted(key: Key): boolean {
    return this.#fetchedSince.get(...key, this.#beforeMs, this.#beforeMs) !== undefined;
  }
}

const keyIn = (row: Row): Key => [textIn(row, 'source'), textIn(row, 'symbol'), textIn(row, 'interval')];
