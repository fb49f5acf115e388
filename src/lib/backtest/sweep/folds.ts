import { dataError } from '../../core/errors.ts';

/** Days by position, `to` exclusive. */
export interface Days {
  readonly from: number;
  readonly to: number;
}

/** Days on which a fold chooses, and the days right after them on which the choice is scored. */
export interface Fold {
  readonly inSample: Days;
  readonly outOfSample: Days;
}

export interface WalkForward {
  readonly folds: number;
  /** `anchored`: each fold chooses on all days before its block. `rolling`: on as many as the first fold does. */
  readonly window: 'anchored' | 'rolling';
  /** Share of all days that the first fold chooses on; the rest is cut into the blocks. */
  readonly inSampleShare: number;
}

/** With fewer days a Sharpe ratio is noise and nothing else. */
export const LEAST_IN_SAMPLE_DAYS = 30;
export const LEAST_BLOCK_DAYS = 5;

/**
 * Cuts `days` into the first in-sample window and blocks that follow each other to the last day, as long as each
 * other but for one day.
 * @throws HiveError (data) when there are too few days.
 */
export function planFolds(days: number, { folds, window, inSampleShare }: WalkForward): readonly Fold[] {
  const first = Math.round(days * inSampleShare);
  const rest = days - first;
  if (first < LEAST_IN_SAMPLE_DAYS || rest < folds * LEAST_BLOCK_DAYS) throw tooFewDays(days, folds);
  const edge = (fold: number) => first + Math.ceil((rest * fold) / folds);
  return Array.from({ length: folds }, (_, fold) => ({
    inSample: { from: window === 'rolling' ? edge(fold) - first : 0, to: edge(fold) },
    outOfSample: { from: edge(fold), to: edge(fold + 1) },
  }));
}

const tooFewDays = (days: number, folds: number) =>
  dataError({
    code: 'TOO_FEW_DAYS',
    message:
      `${days} days of bars are too few for ${folds} folds: the first needs ${LEAST_IN_SAMPLE_DAYS} days to choose on, ` +
      `each ${LEAST_BLOCK_DAYS} to be scored on.`,
    next: 'Take more bars (--from), fewer folds (--folds), or no walk-forward (--no-walk-forward).',
  });
