import type { EquityPoint, EquityStore } from '../ports.ts';
import { keyOf, RevertibleMap } from './revertible.ts';

/** Equity snapshots in memory. */
export class MemoryEquity implements EquityStore {
  readonly rows = new RevertibleMap<EquityPoint>();

  append(points: readonly EquityPoint[]): void {
    for (const point of points) this.rows.set(keyOf(point.book, point.atMs), { ...point });
  }

  range(book: string, fromMs = Number.NEGATIVE_INFINITY, toMs = Number.POSITIVE_INFINITY): EquityPoint[] {
    return [...this.rows.values()]
      .filter(point => point.book === book && point.atMs >= fromMs && point.atMs < toMs)
      .sort((a, b) => a.atMs - b.atMs);
  }

  clear(): void {
    this.rows.clear();
  }
}
