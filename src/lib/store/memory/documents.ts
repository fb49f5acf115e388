import type { Checkpoint, CheckpointStore, CycleStore, PredictionStore } from '../ports.ts';
import { RevertibleMap } from './revertible.ts';

type Cycle = ReturnType<CycleStore['last']>[number];
type Prediction = ReturnType<PredictionStore['newest']>[number];

/** Training cycles in memory, numbered from 1. */
export class MemoryCycles implements CycleStore {
  readonly rows = new RevertibleMap<Cycle>();

  append(record: { atMs: number; document: string }): number {
    const number = this.rows.size + 1;
    this.rows.set(String(number), { number, ...record });
    return number;
  }

  last(count: number, before: number = Number.MAX_SAFE_INTEGER): Cycle[] {
    const found = [...this.rows.values()].filter(({ number }) => number < before);
    return found.slice(Math.max(0, found.length - count));
  }

  count(): number {
    return this.rows.size;
  }
}

/** The newest prediction of each symbol in memory. */
export class MemoryPredictions implements PredictionStore {
  readonly rows = new RevertibleMap<Prediction>();

  write(atMs: number, rows: readonly { symbol: string; document: string }[]): void {
    for (const { symbol, document } of rows) {
      const newest = this.rows.get(symbol)?.atMs ?? atMs;
      if (newest <= atMs) this.rows.set(symbol, { symbol, atMs, document });
    }
  }

  newest(): Prediction[] {
    return [...this.rows.values()].sort((a, b) => (a.symbol < b.symbol ? -1 : 1));
  }
}

/** The newest checkpoint in memory. */
export class MemoryCheckpoints implements CheckpointStore {
  readonly rows = new RevertibleMap<Checkpoint>();

  load(): Checkpoint | null {
    return this.rows.get('newest') ?? null;
  }

  save(checkpoint: Checkpoint): void {
    this.rows.set('newest', { ...checkpoint });
  }

  drop(): void {
    this.rows.clear();
  }
}
