import { parentPort } from 'node:worker_threads';
import { type Answer, workerError } from '../../src/lib/threads/worker-pool.ts';
import { perform, type Task } from './campaign.ts';
import type { Tally } from './tally.ts';

/** The thread of a worker: performs the tasks that it is sent, one after the other. */
async function answer({ index, task }: { index: number; task: Task }): Promise<Answer<Tally>> {
  try {
    return { index, result: await perform(task) };
  } catch (error) {
    return { index, error: workerError(error) };
  }
}

parentPort?.on('message', (message: { index: number; task: Task }) => {
  void answer(message).then(reply => parentPort?.postMessage(reply));
});
