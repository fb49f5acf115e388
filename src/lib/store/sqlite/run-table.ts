import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { assertSameRun, type FoundRun, type RunRecord, type RunStore, type RunSummary } from '../runs.ts';
import { packText, unpackText } from './packed-text.ts';
import { bytesIn, numberIn, type Row, textIn } from './row.ts';
import { transaction } from './transaction.ts';

const SQL = {
  insert: 'INSERT INTO runs (id, kind, at, fingerprint, summary, document) VALUES (?, ?, ?, ?, ?, ?)',
  one: 'SELECT * FROM runs WHERE id = ?',
  beginning: `SELECT id FROM runs
    WHERE substr(id, 1, length(?1)) = ?1 OR substr(fingerprint, 1, length(?1)) = ?1 ORDER BY id`,
  list: 'SELECT id, kind, at, fingerprint, summary FROM runs ORDER BY at DESC, id',
  remove: 'DELETE FROM runs WHERE id = ?',
};

/** The history of runs in SQLite. */
export class RunTable implements RunStore {
  readonly #db: DatabaseSync;
  readonly #insert: StatementSync;
  readonly #one: StatementSync;
  readonly #beginning: StatementSync;
  readonly #list: StatementSync;
  readonly #remove: StatementSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
    this.#insert = db.prepare(SQL.insert);
    this.#one = db.prepare(SQL.one);
    this.#beginning = db.prepare(SQL.beginning);
    this.#list = db.prepare(SQL.list);
    this.#remove = db.prepare(SQL.remove);
  }

  put(run: RunRecord): void {
    const { id, kind, atMs, fingerprint, summary, document } = run;
    transaction(this.#db, () => {
      const stored = this.#one.get(id);
      if (stored) assertSameRun(recordIn(stored), run);
      else this.#insert.run(id, kind, atMs, fingerprint, summary, packText(document));
    });
  }

  get(idOrPrefix: string): FoundRun {
    const row = this.#one.get(idOrPrefix);
    if (row) return { run: recordIn(row) };
    const candidates = this.#beginning.all(idOrPrefix).map(found => textIn(found, 'id'));
    const only = candidates.length === 1 ? this.#one.get(candidates[0]!) : undefined;
    return only ? { run: recordIn(only) } : { run: null, candidates };
  }

  list(): RunSummary[] {
    return this.#list.all().map(summaryIn);
  }

  remove(id: string): boolean {
    return this.#remove.run(id).changes === 1;
  }
}

const summaryIn = (row: Row): RunSummary => ({
  id: textIn(row, 'id'),
  kind: textIn(row, 'kind') as RunRecord['kind'],
  atMs: numberIn(row, 'at'),
  fingerprint: textIn(row, 'fingerprint'),
  summary: textIn(row, 'summary'),
});

const recordIn = (row: Row): RunRecord => ({
  ...summaryIn(row),
  document: unpackText(bytesIn(row, 'document'), `the document of run ${textIn(row, 'id')}`),
});
