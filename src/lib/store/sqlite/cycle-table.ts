import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { CycleStore } from '../ports.ts';
import { numberIn, textIn } from './row.ts';

/** Training cycles in SQLite, numbered from 1. */
export class CycleTable implements CycleStore {
  readonly #insert: StatementSync;
  readonly #last: StatementSync;
  readonly #count: StatementSync;

  constructor(db: DatabaseSync) {
    this.#insert = db.prepare('INSERT INTO cycles (at, document) VALUES (?, ?)');
    this.#last = db.prepare(
      'SELECT number, at, document FROM cycles WHERE number < ? ORDER BY number DESC LIMIT ?',
    );
    this.#count = db.prepare('SELECT coalesce(max(number), 0) AS cycles FROM cycles');
  }

  append(record: { atMs: number; document: string }): number {
    return Number(this.#insert.run(record.atMs, record.document).lastInsertRowid);
  }

  last(
    count: number,
    before: number = Number.MAX_SAFE_INTEGER,
  ): { number: number; atMs: number; document: string }[] {
    const rows = this.#last.all(before, count).reverse();
    return rows.map(row => ({
      number: numberIn(row, 'number'),
      atMs: numberIn(row, 'at'),
      document: textIn(row, 'document'),
    }));
  }

  count(): number {
    return numberIn(this.#count.get() ?? {}, 'cycles');
  }
}
