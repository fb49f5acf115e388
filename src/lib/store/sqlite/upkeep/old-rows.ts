import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Chore, ChoreName } from '../../upkeep.ts';
import { numberIn } from '../row.ts';
import { transaction } from '../transaction.ts';

export type Value = string | number;

/** Rows of a table that one condition tells. */
export interface OldRowsOf {
  readonly name: ChoreName;
  readonly table: string;
  /** Columns of the primary key. */
  readonly key: string;
  readonly where: string;
  readonly values: readonly Value[];
  readonly rowsAStep: number;
}

/** Removes what a condition tells, the first by their key at a time. */
export class OldRows implements Chore {
  readonly name: ChoreName;
  readonly #db: DatabaseSync;
  readonly #values: readonly Value[];
  readonly #rowsAStep: number;
  readonly #count: StatementSync;
  readonly #remove: StatementSync;

  constructor(db: DatabaseSync, { name, table, key, where, values, rowsAStep }: OldRowsOf) {
    this.name = name;
    this.#db = db;
    this.#values = values;
    this.#rowsAStep = rowsAStep;
    this.#count = db.prepare(`SELECT count(*) AS old FROM ${table} WHERE ${where}`);
    this.#remove = db.prepare(
      `DELETE FROM ${table} WHERE (${key}) IN (SELECT ${key} FROM ${table} WHERE ${where} LIMIT ?)`,
    );
  }

  count(): number {
    return numberIn(this.#count.get(...this.#values) ?? {}, 'old');
  }

  step(): number {
    return transaction(this.#db, () => Number(this.#remove.run(...this.#values, this.#rowsAStep).changes));
  }
}
