import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { EquityPoint, EquityStore } from '../ports.ts';
import { bigintIn, textIn } from './row.ts';
import { transaction } from './transaction.ts';

const PUT = 'INSERT OR REPLACE INTO equity (book, at, equity_cents, cash_cents) VALUES (?, ?, ?, ?)';
const RANGE = `SELECT book, at, equity_cents, cash_cents FROM equity
  WHERE book = ? AND at >= ? AND at < ? ORDER BY at`;

/** Equity snapshots in SQLite, cents as 64-bit integers. */
export class EquityTable implements EquityStore {
  readonly #db: DatabaseSync;
  readonly #put: StatementSync;
  readonly #range: StatementSync;
  readonly #clear: StatementSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
    this.#put = db.prepare(PUT);
    this.#range = db.prepare(RANGE);
    this.#range.setReadBigInts(true);
    this.#clear = db.prepare('DELETE FROM equity');
  }

  append(points: readonly EquityPoint[]): void {
    transaction(this.#db, () => {
      for (const point of points) {
        this.#put.run(point.book, point.atMs, point.equityCents, point.cashCents);
      }
    });
  }

  range(book: string, fromMs = Number.MIN_SAFE_INTEGER, toMs = Number.MAX_SAFE_INTEGER): EquityPoint[] {
    return this.#range.all(book, fromMs, toMs).map(row => ({
      book: textIn(row, 'book'),
      atMs: Number(bigintIn(row, 'at')),
      equityCents: bigintIn(row, 'equity_cents'),
      cashCents: bigintIn(row, 'cash_cents'),
    }));
  }

  clear(): void {
    this.#clear.run();
  }
}
