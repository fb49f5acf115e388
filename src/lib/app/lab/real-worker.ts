import { parentPort } from 'node:worker_threads';
import { type RealInput, type RealScore, scoreSeries } from '../../lab/real/score-series.ts';
import { type Answer, workerError } from '../../threads/worker-pool.ts';

/** A worker thread that scores real series, one a task. */
function answer(index: number, task: RealInput): Answer<RealScore> {
  try {
    return { index, result: scoreSeries(task) };
  } catch (error) {
    return { index, error: workerError(error) };
  }
}

parentPort?.on('message', ({ index, task }: { index: number; task: RealInput }) => {
  parentPort?.postMessage(answer(index, task));
});
