import { decimal, percent } from '../../../output/numbers.ts';
import type { ClassDrift, ClassEvaluation, Evaluation, Scored } from './answers.ts';
import { differenceOf, type Estimate, isAbove } from './difference.ts';
import { accuracyText, bestBaseline, lossText, observationsText, plural } from './words.ts';

/** An answer to one of the reader's questions: yes, no, or that it cannot be told. */
export interface Judgement {
  readonly says: boolean | null;
  readonly sentence: string;
}

/**
 * Whether a model is better than no skill. Its whole accuracy interval must lie above the best that needs none, and
 * its log loss below that of the base rate.
 */
export function isGood(evaluation: Evaluation): Judgement {
  const { logLoss, climatologyLogLoss } = evaluation;
  const baseline = bestBaseline(evaluation);
  const beats = isAbove(evaluation.accuracyInterval95, baseline.value);
  const isInformed = logLoss < climatologyLogLoss;
  const says = beats === true && !isInformed ? null : beats;
  const facts =
    `Accuracy ${accuracyText(evaluation)} where ${percent(baseline.value)} needs no skill (${baseline.name}); ` +
    `log loss ${lossText(logLoss)}, ${isInformed ? 'below' : 'not below'} climatology ` +
    `${lossText(climatologyLogLoss)}; ${observationsText(evaluation)}.`;
  return { says, sentence: `${goodWords(beats, isInformed)} ${facts}` };
}

function goodWords(beats: boolean | null, isInformed: boolean): string {
  if (beats === null) return 'The interval of its accuracy covers the baseline.';
  if (!beats) return 'It does worse than what needs no skill.';
  if (isInformed) return 'The whole interval of its accuracy is above the baseline.';
  return 'Its accuracy is above the baseline, but its probabilities are no better than the base rate.';
}

/** Whether what the model sees now is still what it was trained on. */
export function isStillGood({ features }: ClassDrift): Judgement {
  const named = (verdict: string) => features.filter(row => row.verdict === verdict).map(row => row.feature);
  const [drifted, shifting, unknown] = [named('drifted'), named('shifting'), named('unknown')];
  const of = `of ${plural(features.length, 'feature')}`;
  if (features.length === 0) return { says: null, sentence: 'No features are kept to compare.' };
  if (drifted.length > 0)
    return {
      says: false,
      sentence: `${drifted.length} ${of} drifted since it was trained: ${drifted.join(', ')}.`,
    };
  if (shifting.length > 0)
    return {
      says: null,
      sentence: `${shifting.length} ${of} shifting: ${shifting.join(', ')}. None drifted.`,
    };
  if (unknown.length > 0)
    return {
      says: null,
      sentence: `Whether ${unknown.length} ${of} drifted cannot be told: chance reaches as far.`,
    };
  return { says: true, sentence: `None ${of} drifted since it was trained.` };
}

export const accuracyOf = ({ accuracy, accuracyInterval95 }: Evaluation): Estimate => ({
  value: accuracy,
  interval: accuracyInterval95,
});

/** Whether the model in use does better than the newest other one. */
export function isBetterThanLast({ champion, challenger }: ClassEvaluation): Judgement {
  if (!champion) return { says: null, sentence: 'There is no model to compare.' };
  if (!challenger) return { says: null, sentence: 'There is no other model yet to hold it against.' };
  return better(champion, challenger);
}

function better(champion: Scored, challenger: Scored): Judgement {
  if (!champion.evaluation || !challenger.evaluation)
    return { says: null, sentence: `${challenger.model} or this model has no record to compare.` };
  const difference = differenceOf(accuracyOf(champion.evaluation), accuracyOf(challenger.evaluation));
  const says = isAbove(difference.interval, 0);
  const words =
    says === null
      ? 'The interval of the difference in accuracy covers zero.'
      : `It is ${says ? 'more' : 'less'} accurate.`;
  return {
    says,
    sentence: `${words} ${pointsText(difference)} against ${challenger.model}.`,
  };
}

/** `+3.0 points [-8.1 to +14.0]`: a difference of two shares. */
export const pointsText = ({ value, interval: [low, high] }: Estimate): string =>
  `${points(value)} points [${points(low)} to ${points(high)}]`;

/** A difference of two shares in percentage points: `+3.0`. */
export const points = (share: number): string => `${share >= 0.0005 ? '+' : ''}${decimal(share * 100, 1)}`;
