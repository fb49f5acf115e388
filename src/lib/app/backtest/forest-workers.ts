import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { type ErrorDetail, HiveError } from '../../core/errors.ts';
import { moduleBeside } from '../../core/module-beside.ts';
import { type ForecastTask, type ModelOptions, predictTask } from '../../learning/forecast-task.ts';
import { type SamplePool, sampleReader } from '../../learning/sample-pool.ts';
import { learnerNamed } from './learner-named.ts';

/** Models to train, and the rows of the pool that each predicts. */
export interface ForecastJob {
  readonly pool: SamplePool;
  readonly tasks: readonly ForecastTask[];
  readonly options: ModelOptions;
}

export interface ThreadOptions {
  /** Threads to spread the tasks over; with 1 they are done in this one. */
  readonly workers: number;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
  /** Stops the work: the promise is rejected with its reason. */
  readonly signal?: AbortSignal | undefined;
}

/** What a thread starts with. The columns of the pool, `next` and `calibrated` are shared, not copied. */
export interface ThreadData extends Omit<ForecastJob, 'options'> {
  readonly options: Omit<ModelOptions, 'learner'>;
  /** Name of the learner. */
  readonly learner: string;
  /** One number: the first task that nobody has taken. */
  readonly next: Int32Array;
  readonly calibrated: Float64Array;
}

export type ThreadMessage =
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly detail: ErrorDetail };

const THREAD = moduleBeside(import.meta.url, 'forest-worker');

/**
 * Calibrated probabilities of all tasks, row by row of the pool, NaN where no task has a say. No task needs another,
 * so the numbers are the same whatever the number of threads. A learner that threads cannot find by its name works
 * in this one.
 * @throws what a task throws, and the reason of `signal`.
 */
export async function calibratedRows(job: ForecastJob, options: ThreadOptions): Promise<Float64Array> {
  const calibrated = new Float64Array(new SharedArrayBuffer(8 * job.pool.rows)).fill(Number.NaN);
  const threads = Math.min(options.workers, job.tasks.length);
  const known = (await learnerNamed(job.options.learner.id)) === job.options.learner;
  if (threads > 1 && known) await workInThreads(job, { ...options, workers: threads }, calibrated);
  else await workHere(job, options, calibrated);
  return calibrated;
}

async function workHere(job: ForecastJob, options: ThreadOptions, calibrated: Float64Array): Promise<void> {
  const { pool, tasks } = job;
  const read = sampleReader(pool);
  for (const [at, task] of tasks.entries()) {
    options.signal?.throwIfAborted();
    predictTask({ pool, read, task }, job.options, calibrated);
    options.onProgress?.(at + 1, tasks.length);
    // Lets signals and progress through.
    await setImmediate();
  }
}

async function workInThreads(
  { pool, tasks, options: { learner, ...options } }: ForecastJob,
  { workers, onProgress, signal }: ThreadOptions,
  calibrated: Float64Array,
): Promise<void> {
  signal?.throwIfAborted();
  const next = new Int32Array(new SharedArrayBuffer(4));
  const workerData: ThreadData = { pool, tasks, options, learner: learner.id, next, calibrated };
  const threads = Array.from({ length: workers }, () => new Worker(THREAD, { workerData }));
  let done = 0;
  const onDone = () => onProgress?.(++done, tasks.length);
  const aborted = Promise.withResolvers<never>();
  const abort = () => aborted.reject(signal?.reason);
  signal?.addEventListener('abort', abort, { once: true });
  try {
    await Promise.race([Promise.all(threads.map(thread => finished(thread, onDone))), aborted.promise]);
  } finally {
    signal?.removeEventListener('abort', abort);
    await Promise.all(threads.map(thread => thread.terminate()));
  }
}

/** Settles when a thread has ended. */
function finished(thread: Worker, onDone: () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    thread.on('message', (message: ThreadMessage) => {
      if (message.kind === 'done') onDone();
      else reject(new HiveError(message.detail));
    });
    thread.on('error', reject);
    thread.on('exit', code => {
      if (code === 0) resolve();
      else reject(new Error(`a training thread ended with exit code ${code}`));
    });
  });
}
