import type { StoredPoint, SweepStore } from '../sweep-points.ts';
import { keyOf, RevertibleMap } from './revertible.ts';

interface Row {
  readonly sweep: string;
  readonly atMs: number;
  readonly point: StoredPoint;
}

/** Finished points of sweeps in memory. */
export class MemorySweeps implements SweepStore {
  readonly rows = new RevertibleMap<Row>();

  add(sweep: string, atMs: number, points: readonly StoredPoint[]): void {
    for (const point of points) {
      const key = keyOf(sweep, point.point);
      if (!this.rows.has(key)) this.rows.set(key, { sweep, atMs, point });
    }
  }

  load(sweep: string): StoredPoint[] {
    return [...this.rows.values()].filter(row => row.sweep === sweep).map(({ point }) => point);
  }

  drop(sweep: string): void {
    this.#dropWhere(row => row.sweep === sweep);
  }

  prune(beforeMs: number): void {
    this.#dropWhere(({ atMs }) => atMs < beforeMs);
  }

  #dropWhere(condition: (row: Row) => boolean): void {
    for (const [key, row] of [...this.rows]) if (condition(row)) this.rows.delete(key);
  }
}
