import type { ModelDetail } from '../../lib/app/models.ts';
import { decimal, percent, signedPercent } from '../numbers.ts';
import type { Fact } from './facts.ts';

export type Evaluation = NonNullable<ModelDetail['evaluation']>;

/** `67.5 % [46.4 % to 83.3 %]`: a figure is never shown without how sure it is. */
export const accuracyText = ({ accuracy, accuracyInterval95: [low, high] }: Evaluation): string =>
  `${percent(accuracy)} [${percent(low)} to ${percent(high)}]`;

/** The out-of-sample record of a model, each figure beside what needs no skill. */
export function scorecard(evaluation: Evaluation, breakEven: number | null): Fact[] {
  const { n, nEffective, baselines, confident, honestyGap } = evaluation;
  return [
    ['Walk-forward accuracy', `${accuracyText(evaluation)}, 95 % interval`],
    ['Without skill', baselinesText(baselines)],
    ['Verdict', verdict(evaluation)],
    ['Scored', `${decimal(n, 0)} bets, worth ${decimal(nEffective, 1)} independent ones`],
    ['Log loss', versus(evaluation.logLoss, evaluation.climatologyLogLoss)],
    ['Brier score', versus(evaluation.brier, evaluation.climatologyBrier)],
    ['Calibration error', percent(evaluation.calibrationError)],
    ['Confidence over 70 %', confidentText(confident, n)],
    ['Honesty gap', `${signedPercent(honestyGap)} (cross-validation less walk-forward)`],
    ['Break-even', breakEven === null ? 'not known' : `${percent(breakEven)} of the bets must pay`],
  ];
}

const baselinesText = ({ majority, persistence, alwaysLong }: Evaluation['baselines']): string =>
  `majority ${percent(majority)}, persistence ${percent(persistence)}, always long ${percent(alwaysLong)}`;

const versus = (value: number, climatology: number): string =>
  `${decimal(value, 4)}, climatology ${decimal(climatology, 4)} (lower is better)`;

const confidentText = ({ share, count, hitRate }: Evaluation['confident'], n: number): string =>
  `${decimal(count, 0)} of ${decimal(n, 0)} (${percent(share)})` +
  (hitRate === null ? ', no hit rate' : `, hit rate ${percent(hitRate)}`);

/** An accuracy says something only when even the low end of its interval beats what needs no skill. */
function verdict({ accuracyInterval95: [low], baselines }: Evaluation): string {
  const best = Math.max(baselines.majority, baselines.persistence, baselines.alwaysLong);
  return low > best
    ? 'the low end of the interval is above all that needs no skill'
    : 'no evidence of skill: the low end of the interval is not above all that needs none';
}
