import { z } from 'zod';

const share = z.number().min(0).max(1);
const loss = z.number().min(0).max(100);
const count = z.int().min(0).max(10_000_000);
const timeMs = z.int().min(0).max(8.64e15);

const foldScore = z.strictObject({
  /** First and last decision moment of the fold, UTC epoch milliseconds. */
  fromMs: timeMs,
  toMs: timeMs,
  n: count,
  accuracy: share,
  logLoss: loss,
});

const baselines = z.strictObject({
  /** The likelier class of each fold's training window. */
  majority: share,
  /** The outcome of the symbol's last bet that had ended when the decision was due. */
  persistence: share,
  /** "It pays", every time. */
  alwaysLong: share,
});

const confident = z.strictObject({
  share,
  count,
  /** Share of them that came true; null when there were none. */
  hitRate: share.nullable(),
  /** Highest wealth of the overconfidence test; null when no prediction claimed more than 0.70. */
  overconfidence: z.number().min(0).nullable(),
});

/** Outcomes of the predictions, taken as "it pays" above one half. */
export const confusionSchema = z.strictObject({
  truePositive: count,
  falsePositive: count,
  trueNegative: count,
  falseNegative: count,
});

/** Predictions whose probability lies in [from, to): what was said and what came of it. */
const reliabilityBin = z.strictObject({
  from: share,
  to: share,
  n: count,
  /** Null when the bin is empty. */
  meanProbability: share.nullable(),
  observed: share.nullable(),
});

/** Ten bins of equal width, the last one closed. */
export const reliabilitySchema = z.array(reliabilityBin).max(100);

/** Out-of-sample record of the whole pipeline: accuracies and shares are fractions, log losses nats a prediction. */
export const evaluationSchema = z.strictObject({
  /** Predictions scored. */
  n: count,
  /** Independent observations they are worth. */
  nEffective: z.number().min(0),
  /** First and last decision moment scored, UTC epoch milliseconds. */
  fromMs: timeMs,
  toMs: timeMs,
  accuracy: share,
  /** 95 % Wilson score interval of the accuracy, with `nEffective` as the number of trials. */
  accuracyInterval95: z.tuple([share, share]),
  baselines,
  logLoss: loss,
  climatologyLogLoss: loss,
  brier: share,
  climatologyBrier: share,
  /** Expected calibration error, ten bins. */
  calibrationError: share,
  /** Predictions with a confidence strictly above 0.70. */
  confident,
  /** Accuracy of purged cross-validation on the newest window less that of walk-forward, both of raw scores at 1/2. */
  honestyGap: z.number().min(-1).max(1).nullable(),
  folds: z.array(foldScore).max(500),
  /** Models of before have neither. */
  confusion: confusionSchema.optional(),
  reliability: reliabilitySchema.optional(),
});

export type Evaluation = z.infer<typeof evaluationSchema>;
export type FoldScore = z.infer<typeof foldScore>;
export type Confusion = z.infer<typeof confusionSchema>;
export type ReliabilityBin = z.infer<typeof reliabilityBin>;
