import { restoreCalibrator } from './calibration/calibrator.ts';
import { newestKnown } from './known-rows.ts';
import { fitPipeline, type PipelineOptions } from './pipeline.ts';
import type { MaturedSample } from './sample.ts';
import { featuresOf, type SamplePool } from './sample-pool.ts';

/** How each model is made, and how long it may be used. */
export interface ModelOptions extends PipelineOptions {
  /** Newest known samples each training reads. */
  readonly window: number;
  /** A model is not used once the newest sample of its window is older than this. */
  readonly maxModelAgeMs: number;
}

/** One model's work: trained at `atMs`, it predicts the rows `from` up to but excluding `to`. */
export interface ForecastTask {
  readonly atMs: number;
  readonly from: number;
  readonly to: number;
}

export interface TaskInput {
  readonly pool: SamplePool;
  readonly read: (row: number) => MaturedSample;
  readonly task: ForecastTask;
}

/** Trains one model and writes what it says of each of its rows into `calibrated`. Needs nothing of other tasks. */
export function predictTask(
  { pool, read, task }: TaskInput,
  options: ModelOptions,
  calibrated: Float64Array,
): void {
  const window = newestKnown(pool, task.atMs, options.window).map(read);
  const { model, calibrator } = fitPipeline(window, options);
  const { probability } = restoreCalibrator(calibrator);
  const lastMs = window.at(-1)!.atMs + options.maxModelAgeMs;
  for (let row = task.from; row < task.to && pool.atMs[row]! <= lastMs; row++) {
    calibrated[row] = probability(model.score(featuresOf(pool, row)));
  }
}
