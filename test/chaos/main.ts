/**
 * Deterministic simulation of ticks: whole worlds made of a seed, in which processes die at every point and every
 * fault strikes. `npm run chaos -- --seeds 3`; one run again: what the summary says.
 */
import { WorkerPool } from '../../src/lib/threads/worker-pool.ts';
import { replay, type Task, tasksOf } from './campaign.ts';
import { type Command, readOptions } from './options.ts';
import { summary } from './summary.ts';
import { addTally, emptyTally, type Tally } from './tally.ts';

const script = new URL('./worker.ts', import.meta.url);

async function campaign({ options, workers }: Extract<Command, { kind: 'campaign' }>): Promise<Tally> {
  const tasks = tasksOf(options);
  const tally = emptyTally();
  const pool = new WorkerPool<Task, Tally>({ script, data: null, workers });
  let done = 0;
  const onResult = (_: number, result: Tally) => {
    addTally(tally, result);
    const tenths = (count: number) => Math.floor((count * 10) / tasks.length);
    done++;
    if (tenths(done) > tenths(done - 1))
      console.error(
        `${tenths(done) * 10} %: ${tally.ticks} ticks, ${tally.failedRuns} runs with anything broken`,
      );
  };
  try {
    await pool.map(tasks, { onResult, signal: null });
  } finally {
    await pool.close();
  }
  return tally;
}

async function main(args: readonly string[]): Promise<void> {
  const startedAt = performance.now();
  const command = readOptions(args);
  const tally = command.kind === 'replay' ? await replay(command.id) : await campaign(command);
  const seeds = command.kind === 'replay' ? 1 : command.options.seeds;
  if (command.kind === 'replay') console.log(`SHA-256 of the journal: ${tally.digest}`);
  console.log(summary(tally, { seeds, seconds: (performance.now() - startedAt) / 1_000 }));
  if (tally.failedRuns > 0) process.exitCode = 1;
}

await main(process.argv.slice(2)).catch((error: unknown) => {
  if (!(error instanceof RangeError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
});
