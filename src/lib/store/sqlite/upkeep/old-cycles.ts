import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { DAY_MS } from '../../../core/interval.ts';
import type { Chore } from '../../upkeep.ts';
import { numberIn } from '../row.ts';
import { transaction } from '../transaction.ts';

const TRAINED = `CASE WHEN json_valid(document) THEN json_type(document, '$.trained') = 'array' ELSE 0 END`;

/** Cycles of one UTC day, by their numbers. */
interface DayOfCycles {
  readonly first: number;
  readonly last: number;
  readonly cycles: number;
}

/**
 * Training cycles before a moment, but for one of each UTC day: the last that trained, else the last. The newest of all
 * always stays, because the next one gets its number from it.
 */
export class OldCycles implements Chore {
  readonly name = 'cycles';
  readonly #db: DatabaseSync;
  readonly #beforeMs: number;
  readonly #old: StatementSync;
  readonly #keeper: StatementSync;
  readonly #remove: StatementSync;
  #days: DayOfCycles[] | null = null;

  constructor(db: DatabaseSync, beforeMs: number) {
    this.#db = db;
    this.#beforeMs = beforeMs;
    this.#old = db.prepare(
      `SELECT number, at FROM cycles
        WHERE at < ? AND number < (SELECT max(number) FROM cycles) ORDER BY number`,
    );
    this.#keeper = db.prepare(
      `SELECT number FROM cycles WHERE number BETWEEN ? AND ? ORDER BY ${TRAINED} DESC, number DESC LIMIT 1`,
    );
    this.#remove = db.prepare('DELETE FROM cycles WHERE number BETWEEN ? AND ? AND number <> ?');
  }

  count(): number {
    return this.#crowdedDays().reduce((sum, { cycles }) => sum + cycles - 1, 0);
  }

  /** A day at a time. */
  step(): number {
    this.#days ??= this.#crowdedDays();
    const day = this.#days.shift();
    if (!day) return 0;
    const { first, last } = day;
    return transaction(this.#db, () => {
      const keeper = numberIn(this.#keeper.get(first, last) ?? {}, 'number');
      return Number(this.#remove.run(first, last, keeper).changes);
    });
  }

  #crowdedDays(): DayOfCycles[] {
    const days: DayOfCycles[] = [];
    let current = Number.NaN;
    for (const row of this.#old.iterate(this.#beforeMs)) {
      const number = numberIn(row, 'number');
      const day = Math.floor(numberIn(row, 'at') / DAY_MS);
      const open = days.at(-1);
      if (open && day === current) days[days.length - 1] = { ...open, last: number, cycles: open.cycles + 1 };
      else days.push({ first: number, last: number, cycles: 1 });
      current = day;
    }
    return days.filter(({ cycles }) => cycles > 1);
  }
}
