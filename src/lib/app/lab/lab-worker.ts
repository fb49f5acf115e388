import { parentPort } from 'node:worker_threads';
import type { TrialRecord } from '../../lab/experiment.ts';
import { EXPERIMENTS } from '../../lab/experiments/index.ts';
import { type LabTask, runTask } from '../../lab/plan.ts';
import { type Answer, workerError } from '../../threads/worker-pool.ts';

/** A worker thread of the laboratory: it is handed some seeds of one case, and answers with what they found. */
function answer(index: number, task: LabTask): Answer<TrialRecord[]> {
  try {
    const experiment = EXPERIMENTS.find(({ id }) => id === task.experiment);
    if (!experiment) throw new Error(`no experiment ${task.experiment}`);
    return { index, result: runTask(experiment, task) };
  } catch (error) {
    return { index, error: workerError(error) };
  }
}

parentPort?.on('message', ({ index, task }: { index: number; task: LabTask }) => {
  parentPort?.postMessage(answer(index, task));
});
