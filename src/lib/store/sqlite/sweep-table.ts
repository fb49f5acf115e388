import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { StoredPoint, SweepStore } from '../sweep-points.ts';
import { featureBlob, featuresFromBlob } from './feature-blob.ts';
import { bytesIn, numberIn, textIn } from './row.ts';
import { transaction } from './transaction.ts';

const ADD = `INSERT INTO sweep_points (sweep, point, at, trades, equity) VALUES (?, ?, ?, ?, ?)
  ON CONFLICT DO NOTHING`;

/** Finished points of sweeps in SQLite. */
export class SweepTable implements SweepStore {
  readonly #db: DatabaseSync;
  readonly #add: StatementSync;
  readonly #load: StatementSync;
  readonly #drop: StatementSync;
  readonly #prune: StatementSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
    this.#add = db.prepare(ADD);
    this.#load = db.prepare('SELECT point, trades, equity FROM sweep_points WHERE sweep = ?');
    this.#drop = db.prepare('DELETE FROM sweep_points WHERE sweep = ?');
    this.#prune = db.prepare('DELETE FROM sweep_points WHERE at < ?');
  }

  add(sweep: string, atMs: number, points: readonly StoredPoint[]): void {
    transaction(this.#db, () => {
      for (const { point, trades, equity } of points) {
        this.#add.run(sweep, point, atMs, trades, featureBlob(equity));
      }
    });
  }

  load(sweep: string): StoredPoint[] {
    return this.#load.all(sweep).map(row => ({
      point: textIn(row, 'point'),
      trades: numberIn(row, 'trades'),
      equity: featuresFromBlob(bytesIn(row, 'equity')),
    }));
  }

  drop(sweep: string): void {
    this.#drop.run(sweep);
  }

  prune(beforeMs: number): void {
    this.#prune.run(beforeMs);
  }
}
