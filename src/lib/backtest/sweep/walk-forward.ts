import type { Params } from '../../trading/strategies/rule-strategy.ts';
import type { Fold } from './folds.ts';
import { byScore } from './halving.ts';
import { type Objective, scoreOf, sliceCurve } from './score.ts';
import type { TriedPoint } from './search.ts';

/** What a fold chose. */
export interface Choice {
  readonly fold: Fold;
  /** Null when no point had a defined score: then nothing is bought or sold on the block. */
  readonly chosen: { readonly params: Params; readonly inSample: number } | null;
}

export interface ChoiceOptions {
  readonly folds: readonly Fold[];
  readonly objective: Objective;
  readonly periodsPerYear: number;
}

/**
 * The point of each fold that was best on its in-sample days, of equals the first. A point was run once over all
 * days and is judged by its returns of those days: what it held at the cut counts at its price of that day.
 */
export const choose = (points: readonly TriedPoint[], options: ChoiceOptions): readonly Choice[] =>
  options.folds.map(fold => chooseOn(points, fold, options));

function chooseOn(
  points: readonly TriedPoint[],
  fold: Fold,
  { objective, periodsPerYear }: ChoiceOptions,
): Choice {
  const scores = points.map(({ curve }) =>
    scoreOf(objective, sliceCurve(curve, fold.inSample), periodsPerYear),
  );
  const best = byScore(scores)[0]!;
  const inSample = scores[best] ?? null;
  return { fold, chosen: inSample === null ? null : { params: points[best]!.params, inSample } };
}
