import { isoTime } from '../core/clock.ts';
import type { AssetClass } from '../core/instrument.ts';
import type { Interval } from '../core/interval.ts';
import type { FeatureSet } from '../features/feature-set.ts';
import { breakEvenOf, symmetricBreakEven } from './break-even.ts';
import { type CalibratorJson, climatology } from './calibration/calibrator.ts';
import { OVERCONFIDENCE_LIMIT } from './calibration/overconfidence.ts';
import { type EvaluationOptions, evaluate } from './evaluate.ts';
import type { Evaluation } from './evaluation.ts';
import { type LoadedModel, loadedModel } from './loaded-model.ts';
import { sealModel } from './model-file.ts';
import { fitPipeline, hasBothClasses, labelsOf, MIN_TRAINING_ROWS } from './pipeline.ts';
import type { MaturedSample } from './sample.ts';
import { newestRows } from './split.ts';

/** What is trained and from what; goes into the model file. */
export interface TrainOptions extends EvaluationOptions {
  readonly assetClass: AssetClass;
  /** Name of the expert that is trained; null for the class's own model. */
  readonly variant?: string | null;
  readonly source: string;
  readonly interval: Interval;
  readonly labelSet: string;
  readonly featureSet: Pick<FeatureSet, 'id' | 'hash' | 'names'>;
  /** Round-trip cost that the labels were made with, as a fraction. */
  readonly cost: number;
  /** Also train on bets that move less than they cost, which no accuracy can make pay. */
  readonly evenIfItCannotPay?: boolean;
}

export type TrainRefusal = {
  readonly code: 'TOO_FEW_SAMPLES' | 'ONE_CLASS' | 'CANNOT_PAY';
  readonly message: string;
};

export type TrainResult = { readonly trained: LoadedModel } | { readonly refused: TrainRefusal };

/**
 * Trains one asset class on the newest `window` samples and evaluates the same recipe by walk-forward.
 * `samples` are matured, of one scope, oldest first; those older than the window only serve the evaluation.
 * Where the evaluation shows the calibrator overconfident, the model keeps its scores but says the base rate.
 * The same samples and options give the same bytes.
 */
export function trainClass(samples: readonly MaturedSample[], options: TrainOptions): TrainResult {
  const window = newestRows(samples, options.window);
  const refused = trainingRefusal(window, options);
  if (refused) return { refused };
  options.onStep?.('model');
  const { model, calibrator } = fitPipeline(window, options);
  const evaluation = evaluate(samples, options);
  const { learner, settings, seed, assetClass, source, interval, labelSet, featureSet, cost } = options;
  const document = sealModel({
    schema: 'hive.model/1',
    assetClass,
    ...(options.variant ? { variant: options.variant } : {}),
    learner: learner.id,
    settings: { ...settings },
    featureSet: { id: featureSet.id, hash: featureSet.hash, names: [...featureSet.names] },
    labelSet,
    interval,
    source,
    trainedFrom: isoTime(window[0]!.atMs),
    trainedTo: isoTime(window.at(-1)!.atMs),
    rows: window.length,
    seed,
    model: model.toJSON(),
    calibrator: honest(calibrator, evaluation, labelsOf(window)),
    importance: [...model.importance],
    medians: medians(window),
    breakEven: breakEvenOf(
      window.map(sample => sample.label),
      cost,
    ),
    evaluation,
    outOfBag: model.outOfBag,
  });
  return { trained: loadedModel(document, learner) };
}

/** Why nothing is trained on a window; null when it can be. */
export function trainingRefusal(
  window: readonly MaturedSample[],
  {
    assetClass,
    cost,
    evenIfItCannotPay = false,
  }: Pick<TrainOptions, 'assetClass' | 'cost' | 'evenIfItCannotPay'>,
): TrainRefusal | null {
  if (window.length < MIN_TRAINING_ROWS) {
    const message = `${assetClass} has ${window.length} matured samples; training needs ${MIN_TRAINING_ROWS}.`;
    return { code: 'TOO_FEW_SAMPLES', message };
  }
  const breakEven = symmetricBreakEven(meanMove(window, cost), cost);
  if (breakEven >= 1 && !evenIfItCannotPay)
    return { code: 'CANNOT_PAY', message: cannotPay(assetClass, breakEven) };
  if (hasBothClasses(window)) return null;
  const outcome = window[0]!.label.y === 1 ? 'paid' : 'lost';
  return {
    code: 'ONE_CLASS',
    message: `All ${window.length} newest ${assetClass} bets ${outcome}: there is nothing to tell apart.`,
  };
}

/** Mean size of the gross returns of the bets, as a fraction. */
const meanMove = (window: readonly MaturedSample[], cost: number): number =>
  window.reduce((sum, { label }) => sum + Math.abs(label.netReturn + cost), 0) / window.length;

const cannotPay = (assetClass: AssetClass, breakEven: number): string =>
  `A bet of this horizon on ${assetClass} moves too little for its costs: it would have to be right ` +
  `${Math.round(breakEven * 100)} % of the time. Choose a longer trading.epoch, or set learning.evenIfItCannotPay.`;

function honest(
  calibrator: CalibratorJson,
  evaluation: Evaluation | null,
  labels: Uint8Array,
): CalibratorJson {
  const wealth = evaluation?.confident.overconfidence ?? 0;
  return wealth >= OVERCONFIDENCE_LIMIT ? climatology(labels, 'overconfident') : calibrator;
}

function medians(window: readonly MaturedSample[]): number[] {
  const middle = window.length >>> 1;
  return Array.from(window[0]!.features, (_, f) => {
    const sorted = Float64Array.from(window, sample => sample.features[f]!).sort();
    return window.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
  });
}
