/** A worker thread for tests: squares numbers; "hive", "bug" and "exit" fail in their ways, "hang" never answers. */
import { parentPort, workerData } from 'node:worker_threads';
import { dataError } from '../../../src/lib/core/errors.ts';
import { workerError } from '../../../src/lib/threads/worker-pool.ts';

function work(task: number | string): number {
  if (typeof task === 'number') return task * task + workerData.offset;
  if (task === 'exit') process.exit(3);
  if (task === 'hive') throw dataError({ code: 'NO_BARS', message: 'There is no bar.', next: 'Look.' });
  throw new TypeError('not a number');
}

parentPort!.on('message', ({ index, task }: { index: number; task: number | string }) => {
  if (task === 'hang') return;
  try {
    parentPort!.postMessage({ index, result: work(task) });
  } catch (error) {
    parentPort!.postMessage({ index, error: workerError(error) });
  }
});
