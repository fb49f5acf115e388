import { assertSameRun, type FoundRun, type RunRecord, type RunStore, type RunSummary } from '../runs.ts';
import { RevertibleMap } from './revertible.ts';

/** The history of runs in memory. */
export class MemoryRuns implements RunStore {
  readonly rows = new RevertibleMap<RunRecord>();

  put(run: RunRecord): void {
    const stored = this.rows.get(run.id);
    if (stored) assertSameRun(stored, run);
    else this.rows.set(run.id, { ...run });
  }

  get(idOrPrefix: string): FoundRun {
    const exact = this.rows.get(idOrPrefix);
    if (exact) return { run: { ...exact } };
    const found = [...this.rows.values()].filter(
      ({ id, fingerprint }) => id.startsWith(idOrPrefix) || fingerprint.startsWith(idOrPrefix),
    );
    if (found.length === 1) return { run: { ...found[0]! } };
    return { run: null, candidates: found.map(({ id }) => id).sort() };
  }

  list(): RunSummary[] {
    return [...this.rows.values()]
      .sort((a, b) => b.atMs - a.atMs || (a.id < b.id ? -1 : 1))
      .map(({ document: _, ...summary }) => summary);
  }

  remove(id: string): boolean {
    return this.rows.delete(id);
  }
}
