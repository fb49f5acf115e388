import type { Store } from '../ports.ts';
import { MemoryBars } from './bars.ts';
import { MemoryCheckpoints, MemoryCycles, MemoryPredictions } from './documents.ts';
import { MemoryEquity } from './equity.ts';
import type { Revertible } from './revertible.ts';
import { MemoryRuns } from './runs.ts';
import { MemorySamples } from './samples.ts';
import { MemorySweeps } from './sweeps.ts';
import { MemoryTries } from './tries.ts';

/** A store that lives and dies with the object: for tests. It keeps every promise of the port but durability. */
export function memoryStore(): Store {
  const bars = new MemoryBars();
  const samples = new MemorySamples();
  const cycles = new MemoryCycles();
  const predictions = new MemoryPredictions();
  const equity = new MemoryEquity();
  const checkpoints = new MemoryCheckpoints();
  const runs = new MemoryRuns();
  const tries = new MemoryTries();
  const sweeps = new MemorySweeps();
  const rest = [samples, cycles, predictions, equity, checkpoints, runs, tries, sweeps].map(
    table => table.rows,
  );
  return {
    ...{ bars, samples, cycles, predictions, equity, checkpoints, runs, tries, sweeps },
    transaction: work => revertingOnError([bars.shelves, bars.fetched.rows, ...rest], work),
    close: () => {},
  };
}

function revertingOnError<T>(tables: readonly Revertible[], work: () => T): T {
  const reverts = tables.map(table => table.mark());
  try {
    return work();
  } catch (error) {
    for (const revert of reverts) revert();
    throw error;
  }
}
