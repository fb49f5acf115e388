import type { DatabaseSync } from 'node:sqlite';
import type { Chore } from '../../upkeep.ts';
import { numberIn } from '../row.ts';
import { transaction } from '../transaction.ts';
import { OldRows } from './old-rows.ts';

/** Notes on bars before the first that their series still has. */
const WITHOUT_BAR = `time_ms < (SELECT min(b.first) FROM bar_fetches f JOIN bar_pages b
  ON b.source = f.source AND b.symbol = f.symbol AND b.interval = f.interval WHERE f.id = fetch)`;
const EMPTY = 'NOT EXISTS (SELECT 1 FROM bar_provenance WHERE fetch = bar_fetches.id)';

/** Where removed bars came from, and fetches of which no bar is left. */
export class OldFetches implements Chore {
  readonly name = 'fetches';
  readonly #db: DatabaseSync;
  readonly #notes: OldRows;

  constructor(db: DatabaseSync) {
    this.#db = db;
    this.#notes = new OldRows(db, {
      ...{ name: 'fetches', table: 'bar_provenance', key: 'fetch, time_ms', where: WITHOUT_BAR },
      ...{ values: [], rowsAStep: 5_000 },
    });
  }

  count(): number {
    return this.#notes.count();
  }

  step(): number {
    const removed = this.#notes.step();
    if (removed > 0) return removed;
    return transaction(this.#db, () => this.#removeEmpty());
  }

  #removeEmpty(): number {
    const found = this.#db.prepare(`SELECT count(*) AS empty FROM bar_fetches WHERE ${EMPTY}`).get();
    if (numberIn(found ?? {}, 'empty') === 0) return 0;
    return Number(this.#db.prepare(`DELETE FROM bar_fetches WHERE ${EMPTY}`).run().changes);
  }
}
