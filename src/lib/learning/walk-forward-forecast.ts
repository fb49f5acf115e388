import { OVERCONFIDENCE_LIMIT } from './calibration/overconfidence.ts';
import { type ForecastTask, type ModelOptions, predictTask } from './forecast-task.ts';
import { firstRowAt, lowerBound, newestKnownMoment } from './known-rows.ts';
import type { MaturedSample } from './sample.ts';
import { type SamplePool, sampleReader } from './sample-pool.ts';
import { isConfident, overconfidence } from './score-predictions.ts';
import { type PlanOptions, planTrainings, speakers, type Training } from './training-plan.ts';

export type WalkForwardForecastOptions = ModelOptions & PlanOptions;

/** What was said at every bar of a pool by the newest model there was. */
export interface WalkForwardForecast {
  readonly pool: SamplePool;
  readonly trainings: readonly Training[];
  /** For each training, the index of the one whose model speaks until the next; -1 for none. */
  readonly speakers: Int32Array;
  /** Row by row: probability that the bet pays after costs; NaN where there was no model that may be used. */
  readonly probability: Float64Array;
  /** Which trainings' models say the base rate because their record shows overconfidence. */
  readonly overconfident: readonly boolean[];
}

/**
 * Probabilities out of sample by construction: at each retraining moment a model is made of the newest `window`
 * samples whose whole horizon had closed (by `fitPipeline`, with one seed, as live training does it) and predicts
 * the bars that close from then until the next. What live training refuses is refused here too; then the model
 * before goes on, as it would live, until it is too old.
 *
 * Live training replaces a calibrator by the base rate when a walk-forward over the newest `folds` x `stepBars`
 * moments shows it overconfident. Here the walk-forward is what is made anyway: the calibrated predictions of the
 * same moments, made before their outcomes, are that evidence.
 */
export function walkForwardForecast(
  pool: SamplePool,
  options: WalkForwardForecastOptions,
): WalkForwardForecast {
  const read = sampleReader(pool);
  const trainings = planTrainings(pool, read, options);
  const calibrated = new Float64Array(pool.rows).fill(Number.NaN);
  for (const task of forecastTasks(trainings)) predictTask({ pool, read, task }, options, calibrated);
  return honestForecast({ pool, read, trainings, calibrated }, options);
}

/** The trainings that were not refused, each with all rows until the next of them. */
export function forecastTasks(trainings: readonly Training[]): ForecastTask[] {
  const done = trainings.filter(({ refused }) => refused === null);
  return done.map(({ atMs, from }, i) => ({ atMs, from, to: done[i + 1]?.from ?? trainings.at(-1)!.to }));
}

export interface CalibratedRows {
  readonly pool: SamplePool;
  readonly read: (row: number) => MaturedSample;
  readonly trainings: readonly Training[];
  /** Row by row, as `predictTask` wrote it; NaN elsewhere. */
  readonly calibrated: Float64Array;
}

/** Puts the base rate in the place of models whose record at their training shows them overconfident. */
export function honestForecast(
  rows: CalibratedRows,
  options: Pick<PlanOptions, 'folds' | 'stepBars'>,
): WalkForwardForecast {
  const { pool, trainings, calibrated } = rows;
  const speaking = speakers(trainings);
  const overconfident = overconfidentTrainings(rows, options);
  const probability = calibrated.slice();
  trainings.forEach(({ from, to }, i) => {
    const speaker = speaking[i]!;
    if (!overconfident[speaker]) return;
    for (let row = from; row < to; row++) {
      if (!Number.isNaN(probability[row])) probability[row] = trainings[speaker]!.climatology;
    }
  });
  return { pool, trainings, speakers: speaking, probability, overconfident };
}

function overconfidentTrainings(
  { pool, read, trainings, calibrated }: CalibratedRows,
  { folds, stepBars }: Pick<PlanOptions, 'folds' | 'stepBars'>,
): boolean[] {
  const confident = [...calibrated.keys()].filter(
    row => isConfident(calibrated[row]!) && pool.knownMs[row]! < Number.POSITIVE_INFINITY,
  );
  return trainings.map(({ atMs, refused }) => {
    const fromMs = newestKnownMoment(pool, atMs, folds * stepBars);
    if (refused !== null || fromMs === null) return false;
    const [first, end] = [fromMs, atMs].map(moment => lowerBound(confident, firstRowAt(pool, moment)));
    const claims = confident.slice(first, end).filter(row => pool.knownMs[row]! <= atMs);
    const wealth = overconfidence(claims.map(row => ({ sample: read(row), probability: calibrated[row]! })));
    return wealth !== null && wealth >= OVERCONFIDENCE_LIMIT;
  });
}
