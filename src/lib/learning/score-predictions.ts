import { accuracy } from '../performance/accuracy.ts';
import { brier } from '../performance/brier.ts';
import { calibrationError } from '../performance/calibration-error.ts';
import { confusion } from '../performance/confusion.ts';
import { logLoss } from '../performance/log-loss.ts';
import { reliability } from '../performance/reliability.ts';
import { wilsonInterval } from '../performance/wilson-interval.ts';
import { type Claim, overconfidenceWealth } from './calibration/overconfidence.ts';
import { effectiveSize } from './effective-size.ts';
import type { Evaluation, FoldScore } from './evaluation.ts';
import { labelsOf } from './pipeline.ts';
import type { MaturedSample } from './sample.ts';

/** What reports count as a confident prediction: strictly above it. */
const CONFIDENT = 0.7;

/** A prediction made without knowing its outcome, beside the sample that holds the outcome. */
export interface Prediction {
  readonly sample: MaturedSample;
  readonly fold: number;
  /** The learner's own score. */
  readonly raw: number;
  /** Calibrated P(y = 1). */
  readonly probability: number;
  /** Base rate of the training window: what one would say without features. */
  readonly climatology: number;
}

/**
 * Scorecard of out-of-sample predictions (at least one, oldest first). `samples` are all matured samples, for the
 * persistence baseline; `crossValidated` is the accuracy of raw scores in cross-validation, null when unknown.
 */
export function scorePredictions(
  samples: readonly MaturedSample[],
  predictions: readonly Prediction[],
  crossValidated: number | null,
): Evaluation {
  const tested = predictions.map(prediction => prediction.sample);
  const outcomes = labelsOf(tested);
  const column = (key: 'raw' | 'probability' | 'climatology') => predictions.map(row => row[key]);
  const [probabilities, climatology] = [column('probability'), column('climatology')];
  const hitRate = accuracy(probabilities, outcomes)!;
  const nEffective = effectiveSize(tested);
  return {
    n: predictions.length,
    nEffective,
    fromMs: tested[0]!.atMs,
    toMs: tested.at(-1)!.atMs,
    accuracy: hitRate,
    accuracyInterval95: [...wilsonInterval(hitRate, nEffective)],
    baselines: {
      majority: accuracy(climatology, outcomes)!,
      persistence: accuracy(lastOutcomes(samples, predictions), outcomes)!,
      alwaysLong: accuracy(
        predictions.map(() => 1),
        outcomes,
      )!,
    },
    logLoss: logLoss(probabilities, outcomes)!,
    climatologyLogLoss: logLoss(climatology, outcomes)!,
    brier: brier(probabilities, outcomes)!,
    climatologyBrier: brier(climatology, outcomes)!,
    calibrationError: calibrationError(probabilities, outcomes)!,
    confident: confidentRecord(predictions),
    honestyGap: crossValidated === null ? null : crossValidated - accuracy(column('raw'), outcomes)!,
    folds: foldScores(predictions),
    confusion: confusion(probabilities, outcomes),
    reliability: reliability(probabilities, outcomes),
  };
}

/** Outcome of each symbol's last bet that had ended by the decision; the base rate where there was none. */
function lastOutcomes(samples: readonly MaturedSample[], predictions: readonly Prediction[]): number[] {
  const bySymbol = Map.groupBy(samples, sample => sample.symbol);
  return predictions.map(({ sample, climatology }) => {
    const own = bySymbol.get(sample.symbol) ?? [];
    return own.findLast(({ label }) => label.resolvedMs <= sample.atMs)?.label.y ?? climatology;
  });
}

interface Settled {
  readonly atMs: number;
  readonly resolvedMs: number;
  readonly confidence: number;
  readonly correct: number;
}

const confidenceOf = (probability: number): number => Math.max(probability, 1 - probability);

/** Whether reports count a prediction as a confident one. */
export const isConfident = (probability: number): boolean => confidenceOf(probability) > CONFIDENT;

type Claimed = Pick<Prediction, 'sample' | 'probability'>;

const settled = ({ probability, sample: { atMs, label } }: Claimed): Settled => ({
  atMs,
  resolvedMs: label.resolvedMs,
  confidence: confidenceOf(probability),
  correct: probability > 0.5 === (label.y === 1) ? 1 : 0,
});

/** Highest wealth of the overconfidence test on the confident ones of `predictions`, oldest first; null for none. */
export function overconfidence(predictions: readonly Claimed[]): number | null {
  const strong = predictions.filter(({ probability }) => isConfident(probability)).map(settled);
  const wealth = overconfidenceWealth(inSequence(strong));
  return wealth.length === 0 ? null : Math.max(...wealth);
}

function confidentRecord(predictions: readonly Prediction[]): Evaluation['confident'] {
  const strong = predictions.filter(({ probability }) => isConfident(probability)).map(settled);
  return {
    share: strong.length / predictions.length,
    count: strong.length,
    hitRate: strong.length === 0 ? null : mean(strong.map(claim => claim.correct)),
    overconfidence: overconfidence(predictions),
  };
}

/**
 * What the overconfidence test may count: claims of one moment as one, because symbols move together, and none
 * made before the last counted one was settled, because overlapping bets share their outcome.
 */
function inSequence(claims: readonly Settled[]): Claim[] {
  let settledMs = Number.NEGATIVE_INFINITY;
  const counted: Claim[] = [];
  for (const [atMs, together] of Map.groupBy(claims, claim => claim.atMs)) {
    if (atMs < settledMs) continue;
    settledMs = Math.max(...together.map(claim => claim.resolvedMs));
    counted.push({
      confidence: mean(together.map(claim => claim.confidence)),
      correct: mean(together.map(claim => claim.correct)),
    });
  }
  return counted;
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

function foldScores(predictions: readonly Prediction[]): FoldScore[] {
  return [...Map.groupBy(predictions, prediction => prediction.fold).values()].map(rows => {
    const outcomes = labelsOf(rows.map(row => row.sample));
    const probabilities = rows.map(row => row.probability);
    return {
      fromMs: rows[0]!.sample.atMs,
      toMs: rows.at(-1)!.sample.atMs,
      n: rows.length,
      accuracy: accuracy(probabilities, outcomes)!,
      logLoss: logLoss(probabilities, outcomes)!,
    };
  });
}
