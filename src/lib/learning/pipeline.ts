import { hashKey } from '../core/random.ts';
import { type CalibratorJson, fitCalibrator } from './calibration/calibrator.ts';
import type { FittedModel, ForestSettings, Learner, TrainingSet } from './learner.ts';
import type { MaturedSample } from './sample.ts';
import { purgedSplits, timeSpan } from './split.ts';
import { normaliseWeights, sampleWeights } from './weights.ts';

/** Fewer matured samples than this teach nothing. */
export const MIN_TRAINING_ROWS = 60;
/** Purged folds that give each row a score from a model that has not seen it. */
const CALIBRATION_FOLDS = 5;
/** Trees of those models: enough to rank rows, at a fraction of the time. */
const CALIBRATION_TREES = 60;
/** Bars that the features look back by in the main (20-bar means and volatility). */
const FEATURE_REACH = 20;

/** How a model is made from samples. */
export interface PipelineOptions {
  readonly learner: Learner;
  readonly settings: ForestSettings;
  readonly seed: number;
  /** Horizon of the labels in bars. */
  readonly horizon: number;
}

export interface Pipeline {
  readonly model: FittedModel;
  readonly calibrator: CalibratorJson;
}

export const labelsOf = (samples: readonly MaturedSample[]): Uint8Array =>
  Uint8Array.from(samples, sample => sample.label.y);

export const hasBothClasses = (samples: readonly MaturedSample[]): boolean =>
  samples.some(sample => sample.label.y === 0) && samples.some(sample => sample.label.y === 1);

export const isTrainable = (samples: readonly MaturedSample[]): boolean =>
  samples.length >= MIN_TRAINING_ROWS && hasBothClasses(samples);

/** Weights, fit and calibration on one training window, oldest first. The recency half-life is half the window. */
export function fitPipeline(samples: readonly MaturedSample[], options: PipelineOptions): Pipeline {
  const weights = windowWeights(samples);
  const set = trainingSet(samples, weights);
  return {
    model: options.learner.fit(set, options.settings, options.seed),
    calibrator: fitCalibrator(scoresOf(samples, weights, options), set.labels),
  };
}

/**
 * Raw score of each row from a smaller model trained on the other purged, embargoed folds; NaN for the rows of a
 * fold that leaves fewer than two classes to train on.
 */
export const crossValidatedScores = (
  samples: readonly MaturedSample[],
  options: PipelineOptions,
): Float64Array => scoresOf(samples, windowWeights(samples), options);

function scoresOf(
  samples: readonly MaturedSample[],
  weights: Float64Array,
  { learner, settings, seed, horizon }: PipelineOptions,
): Float64Array {
  const small = { ...settings, trees: Math.min(settings.trees, CALIBRATION_TREES) };
  const embargo = Math.max(horizon, FEATURE_REACH);
  const scores = new Float64Array(samples.length).fill(Number.NaN);
  purgedSplits(samples.map(timeSpan), { folds: CALIBRATION_FOLDS, embargo }).forEach(
    ({ train, test }, fold) => {
      const rows = train.map(row => samples[row]!);
      if (!hasBothClasses(rows)) return;
      const set = trainingSet(
        rows,
        Float64Array.from(train, row => weights[row]!),
      );
      const model = learner.fit(set, small, hashKey(seed, fold + 1));
      for (const row of test) scores[row] = model.score(samples[row]!.features);
    },
  );
  return scores;
}

const windowWeights = (samples: readonly MaturedSample[]): Float64Array =>
  sampleWeights(samples, samples.length / 2);

function trainingSet(samples: readonly MaturedSample[], weights: Float64Array): TrainingSet {
  return {
    rows: samples.length,
    columns: featureColumns(samples),
    labels: labelsOf(samples),
    weights: normaliseWeights(weights),
  };
}

/** Plain loops: this is done six times a training, and iterators took a tenth of it. */
function featureColumns(samples: readonly MaturedSample[]): Float64Array[] {
  const columns = Array.from(samples[0]?.features ?? [], () => new Float64Array(samples.length));
  for (let row = 0; row < samples.length; row++) {
    const { features } = samples[row]!;
    for (let f = 0; f < columns.length; f++) columns[f]![row] = features[f]!;
  }
  return columns;
}
