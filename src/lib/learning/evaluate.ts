import { hashKey } from '../core/random.ts';
import { accuracy } from '../performance/accuracy.ts';
import { restoreCalibrator } from './calibration/calibrator.ts';
import type { Evaluation } from './evaluation.ts';
import {
  crossValidatedScores,
  fitPipeline,
  isTrainable,
  labelsOf,
  type PipelineOptions,
} from './pipeline.ts';
import type { MaturedSample } from './sample.ts';
import { type Prediction, scorePredictions } from './score-predictions.ts';
import { distinctMoments, newestRows, type Range, timeSpan, walkForward } from './split.ts';

export interface EvaluationOptions extends PipelineOptions {
  /** Newest samples each fold trains on. */
  readonly window: number;
  /** Newest walk-forward folds to score. */
  readonly folds: number;
  /** Moments (bars) a fold predicts before the next training. */
  readonly stepBars: number;
  /** Called when a part of the work begins: each fold, and the cross-validation at the end. */
  readonly onStep?: (step: string) => void;
}

/**
 * Purged walk-forward evaluation on the newest folds: each fold fits weights, model and calibrator on the newest
 * `window` samples whose labels had matured before its first decision, then predicts `stepBars` moments. No
 * embargo is needed, for training only precedes the test. `samples` are matured, oldest first; for full windows
 * give the rows of `folds` x `stepBars` moments on top of `window`. Null when no fold has enough to train on.
 */
export function evaluate(samples: readonly MaturedSample[], options: EvaluationOptions): Evaluation | null {
  const predictions = walkForwardPredictions(samples, options);
  if (predictions.length === 0) return null;
  options.onStep?.('cross-validation');
  const newest = newestRows(samples, options.window);
  return scorePredictions(samples, predictions, crossValidatedAccuracy(newest, options));
}

function walkForwardPredictions(samples: readonly MaturedSample[], options: EvaluationOptions): Prediction[] {
  const moments = distinctMoments(samples.map(timeSpan));
  const rowsIn = (range: Range) => {
    const [first, last] = [moments[range.from]!, moments[range.to - 1]!];
    return samples.filter(({ atMs }) => atMs >= first && atMs <= last);
  };
  const folds = walkForward(moments.length, {
    window: moments.length,
    // A label of horizon h made at a moment is known h moments later, wherever its barrier was hit.
    gap: options.horizon,
    block: options.stepBars,
    folds: options.folds,
  });
  return folds.flatMap(({ train, test }, fold) => {
    options.onStep?.(`fold ${fold + 1} of ${folds.length}`);
    return predictFold({ train: rowsIn(train), test: rowsIn(test), fold }, options);
  });
}

interface FoldData {
  readonly train: readonly MaturedSample[];
  readonly test: readonly MaturedSample[];
  readonly fold: number;
}

function predictFold({ train, test, fold }: FoldData, options: EvaluationOptions): Prediction[] {
  const start = test[0]!.atMs;
  // Symbols with gaps in their bars may resolve later than their horizon in moments.
  const known = train.filter(sample => sample.label.resolvedMs <= start);
  const rows = newestRows(known, options.window);
  if (!isTrainable(rows)) return [];
  const { model, calibrator } = fitPipeline(rows, { ...options, seed: hashKey(options.seed, fold) });
  const { probability } = restoreCalibrator(calibrator);
  const climatology = baseRate(labelsOf(rows));
  return test.map(sample => {
    const raw = model.score(sample.features);
    return { sample, fold, raw, probability: probability(raw), climatology };
  });
}

/** Smoothed share of ones, (s + 1) / (n + 2): what one would say without features. */
export const baseRate = (labels: Uint8Array): number =>
  (labels.reduce((sum, label) => sum + label, 0) + 1) / (labels.length + 2);

function crossValidatedAccuracy(window: readonly MaturedSample[], options: EvaluationOptions): number | null {
  const scores = crossValidatedScores(window, options);
  const rows = [...scores.keys()].filter(row => !Number.isNaN(scores[row]!));
  return accuracy(
    rows.map(row => scores[row]!),
    rows.map(row => window[row]!.label.y),
  );
}
