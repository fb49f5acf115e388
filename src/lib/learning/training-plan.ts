import { type BreakEven, breakEvenOf } from './break-even.ts';
import { baseRate } from './evaluate.ts';
import { firstRowAt, newestKnown, newestKnownMoment } from './known-rows.ts';
import { labelsOf } from './pipeline.ts';
import type { MaturedSample } from './sample.ts';
import type { SamplePool } from './sample-pool.ts';
import { type TrainOptions, type TrainRefusal, trainingRefusal } from './train.ts';

/** When to train, on what, and what live would refuse. */
export interface PlanOptions
  extends Pick<TrainOptions, 'assetClass' | 'cost' | 'evenIfItCannotPay' | 'window' | 'folds' | 'stepBars'> {
  /** Time between two trainings, milliseconds. Trainings are due at its multiples since 1970. */
  readonly retrainMs: number;
  /** First moment whose predictions count. */
  readonly firstMs: number;
}

/** One training of a walk-forward, done or refused. */
export interface Training {
  /** Moment of the training, UTC epoch milliseconds. */
  readonly atMs: number;
  /** Rows of the pool, `from` up to but excluding `to`, that come before the next training. */
  readonly from: number;
  readonly to: number;
  /** Samples in its window, and moment of the newest of them; null when there was none. */
  readonly rows: number;
  readonly trainedToMs: number | null;
  readonly refused: TrainRefusal | null;
  /** Base rate of the window. */
  readonly climatology: number;
  readonly breakEven: BreakEven | null;
}

/**
 * The trainings of a walk-forward, oldest first: at each multiple of `retrainMs` that has bars to predict before the
 * next one, as a schedule would. They begin early enough for the newest `folds` x `stepBars` moments that are known at
 * the first training that counts to have predictions.
 */
export function planTrainings(
  pool: SamplePool,
  read: (row: number) => MaturedSample,
  options: PlanOptions,
): Training[] {
  const starts = trainingStarts(pool, options);
  return starts.map(({ atMs, from }, i) => {
    const window = newestKnown(pool, atMs, options.window).map(read);
    return {
      atMs,
      from,
      to: starts[i + 1]?.from ?? pool.rows,
      rows: window.length,
      trainedToMs: window.at(-1)?.atMs ?? null,
      refused: trainingRefusal(window, options),
      climatology: baseRate(labelsOf(window)),
      breakEven: breakEvenOf(
        window.map(({ label }) => label),
        options.cost,
      ),
    };
  });
}

function trainingStarts(pool: SamplePool, options: PlanOptions): { atMs: number; from: number }[] {
  const { retrainMs } = options;
  const due = (row: number) => Math.floor(pool.atMs[row]! / retrainMs) * retrainMs;
  const starts: { atMs: number; from: number }[] = [];
  for (
    let row = firstPredicted(pool, due, options);
    row < pool.rows;
    row = firstRowAt(pool, starts.at(-1)!.atMs + retrainMs)
  ) {
    starts.push({ atMs: due(row), from: row });
  }
  return starts;
}

/** First row of the training that is due when the evidence for the first one that counts begins. */
function firstPredicted(
  pool: SamplePool,
  due: (row: number) => number,
  { firstMs, folds, stepBars }: PlanOptions,
): number {
  const first = firstRowAt(pool, firstMs);
  if (first === pool.rows) return first;
  const evidenceMs = newestKnownMoment(pool, due(first), folds * stepBars);
  const row = evidenceMs === null ? first : firstRowAt(pool, evidenceMs);
  return firstRowAt(pool, due(row));
}

/** For each training the one whose model speaks until the next: the newest that was not refused; -1 for none. */
export function speakers(trainings: readonly Training[]): Int32Array {
  let last = -1;
  return Int32Array.from(trainings, ({ refused }, i) => {
    if (refused === null) last = i;
    return last;
  });
}
