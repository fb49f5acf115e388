import { parentPort, workerData } from 'node:worker_threads';
import { type Range, runPoint, type SweepSetup } from '../../backtest/sweep/point-run.ts';
import { type Answer, workerError } from '../../threads/worker-pool.ts';
import { pointSetup, type SetupInput } from './point-setup.ts';
import { type Batch, type BatchResult, pack } from './run-stage.ts';

/*
 * A worker thread of a sweep. It is handed the bars once (their memory is shared) and then batches of points, and
 * answers each batch with the equity of its points.
 */

const setup: Promise<SweepSetup> = pointSetup(workerData as SetupInput);
// Its failure is the answer to the first batch; until that comes it is no unhandled one.
setup.catch(() => {});

async function answer(index: number, { range, points }: Batch): Promise<Answer<BatchResult>> {
  try {
    const ready = await setup;
    return { index, result: pack(points.map(params => runPoint(ready, params, range satisfies Range))) };
  } catch (error) {
    return { index, error: workerError(error) };
  }
}

parentPort?.on('message', async ({ index, task }: { index: number; task: Batch }) => {
  const reply = await answer(index, task);
  const moved = 'result' in reply ? [reply.result.equity.buffer as ArrayBuffer] : [];
  parentPort?.postMessage(reply, moved);
});
