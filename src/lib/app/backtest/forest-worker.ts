import { parentPort, workerData } from 'node:worker_threads';
import { HiveError } from '../../core/errors.ts';
import { type ModelOptions, predictTask } from '../../learning/forecast-task.ts';
import { sampleReader } from '../../learning/sample-pool.ts';
import type { ThreadData, ThreadMessage } from './forest-workers.ts';
import { learnerNamed } from './learner-named.ts';

/*
 * One thread of `forest-workers`: takes the next task that no other thread has taken, until there is none.
 */

const { pool, tasks, options, learner: id, next, calibrated } = workerData as ThreadData;
const tell = (message: ThreadMessage) => parentPort?.postMessage(message);

try {
  const learner = await learnerNamed(id);
  if (!learner) throw new TypeError(`no thread knows the learner "${id}"`);
  work({ ...options, learner });
} catch (error) {
  // A message keeps what makes it a HiveError; anything else is a bug and keeps its stack on its own.
  if (!(error instanceof HiveError)) throw error;
  const { code, message, next: way, kind, retryable } = error;
  tell({ kind: 'failed', detail: { code, message, next: way, kind, retryable } });
}

function work(model: ModelOptions): void {
  const read = sampleReader(pool);
  for (let at = Atomics.add(next, 0, 1); at < tasks.length; at = Atomics.add(next, 0, 1)) {
    predictTask({ pool, read, task: tasks[at]! }, model, calibrated);
    tell({ kind: 'done' });
  }
}
