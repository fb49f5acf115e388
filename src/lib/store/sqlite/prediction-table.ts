import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { PredictionStore } from '../ports.ts';
import { numberIn, textIn } from './row.ts';
import { transaction } from './transaction.ts';

const PUT = `INSERT INTO predictions (symbol, at, document) VALUES (?, ?, ?)
  ON CONFLICT (symbol) DO UPDATE SET at = excluded.at, document = excluded.document WHERE excluded.at >= predictions.at`;

/** The newest prediction of each symbol in SQLite; older ones are not kept. */
export class PredictionTable implements PredictionStore {
  readonly #db: DatabaseSync;
  readonly #put: StatementSync;
  readonly #all: StatementSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
    this.#put = db.prepare(PUT);
    this.#all = db.prepare('SELECT symbol, at, document FROM predictions ORDER BY symbol');
  }

  write(atMs: number, rows: readonly { symbol: string; document: string }[]): void {
    transaction(this.#db, () => {
      for (const { symbol, document } of rows) this.#put.run(symbol, atMs, document);
    });
  }

  newest(): { symbol: string; atMs: number; document: string }[] {
    return this.#all.all().map(row => ({
      symbol: textIn(row, 'symbol'),
      atMs: numberIn(row, 'at'),
      document: textIn(row, 'document'),
    }));
  }
}
