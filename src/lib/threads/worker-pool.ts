import { Worker } from 'node:worker_threads';
import { type ErrorDetail, HiveError } from '../core/errors.ts';

/** What a worker thread answers to task `index`. */
export type Answer<Result> =
  | { readonly index: number; readonly result: Result }
  | { readonly index: number; readonly error: WorkerError };

/** An error as it crosses from one thread to another: classes do not. */
export type WorkerError =
  | { readonly kind: 'hive'; readonly detail: ErrorDetail }
  | { readonly kind: 'bug'; readonly message: string; readonly stack: string };

export interface PoolOptions {
  /** Module that answers each message `{index, task}` with an `Answer`. */
  readonly script: URL;
  /** Its `workerData`. */
  readonly data: unknown;
  readonly workers: number;
}

export interface MapOptions<Result> {
  /** Called as results come, in no order; `index` says of which task. */
  readonly onResult: (index: number, result: Result) => void;
  readonly signal: AbortSignal | null;
}

/** Worker threads that take tasks one after the other, each the next one as soon as it is free. */
export class WorkerPool<Task, Result> {
  readonly #options: PoolOptions;
  readonly #workers: Worker[] = [];

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  /**
   * Has all tasks done. Without tasks no thread is started. When the signal comes, nothing more is handed out,
   * what is being worked on is thrown away, and the promise is fulfilled.
   * @throws what a task threw: a HiveError as it was, anything else as an Error of the same text.
   */
  async map(tasks: readonly Task[], { onResult, signal }: MapOptions<Result>): Promise<void> {
    if (tasks.length === 0 || signal?.aborted) return;
    const missing = Math.min(this.#options.workers, tasks.length) - this.#workers.length;
    for (let i = 0; i < missing; i++) this.#workers.push(this.#start());
    const queue = tasks.map((task, index) => ({ task, index })).values();
    const stopped = stopOf(signal);
    try {
      await Promise.race([
        stopped.promise,
        Promise.all(this.#workers.map(worker => feed(worker, queue, onResult))),
      ]);
    } finally {
      stopped.release();
    }
    if (signal?.aborted) await this.close();
  }

  /** Ends all threads, whatever they are doing. */
  async close(): Promise<void> {
    await Promise.all(this.#workers.splice(0).map(worker => worker.terminate()));
  }

  #start(): Worker {
    const worker = new Worker(this.#options.script, { workerData: this.#options.data });
    worker.setMaxListeners(0);
    return worker;
  }
}

/** A promise that is fulfilled when the signal comes, and a way to stop waiting for it. */
function stopOf(signal: AbortSignal | null) {
  const { promise, resolve } = Promise.withResolvers<void>();
  const listener = () => resolve();
  signal?.addEventListener('abort', listener, { once: true });
  return { promise, release: () => signal?.removeEventListener('abort', listener) };
}

interface Queued<Task> {
  readonly task: Task;
  readonly index: number;
}

/** Gives a worker one task after the other until none is left. */
function feed<Task, Result>(
  worker: Worker,
  queue: IterableIterator<Queued<Task>>,
  onResult: MapOptions<Result>['onResult'],
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const next = () => {
    const { value, done } = queue.next();
    if (done) resolve();
    else worker.postMessage(value);
  };
  const onMessage = (answer: Answer<Result>) => {
    if ('error' in answer) return reject(errorOf(answer.error));
    try {
      onResult(answer.index, answer.result);
      next();
    } catch (error) {
      reject(error);
    }
  };
  const onExit = (code: number) => reject(new Error(`a worker thread ended with code ${code}`));
  worker.on('message', onMessage).on('error', reject).on('exit', onExit);
  next();
  return promise.finally(() => {
    worker.off('message', onMessage).off('error', reject).off('exit', onExit);
  });
}

const errorOf = (error: WorkerError): Error =>
  error.kind === 'hive'
    ? new HiveError(error.detail)
    : Object.assign(new Error(error.message), { stack: error.stack });

/** The form in which a worker sends what it caught. */
export function workerError(error: unknown): WorkerError {
  if (error instanceof HiveError) {
    const { code, message, next, kind, retryable } = error;
    return { kind: 'hive', detail: { code, message, next, kind, retryable } };
  }
  if (error instanceof Error) return { kind: 'bug', message: error.message, stack: error.stack ?? '' };
  return { kind: 'bug', message: String(error), stack: '' };
}
