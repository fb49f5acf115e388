export { lowerBound } from './lower-bound.ts';

/** One decision of the journal, as far as judging another policy by it needs. */
export interface LoggedDecision {
  /** Probability with which the logged policy took this action, after the risk filter; above 0. */
  readonly propensity: number;
  readonly reward: number;
  /** Probability with which the other policy would have taken it. */
  readonly target: number;
  /** Estimates made from earlier data alone: of the action taken, and the other policy's mean over its actions. */
  readonly values?: { readonly taken: number; readonly policy: number };
}

export interface ClipOptions {
  /** Largest weight a decision may have. */
  readonly clip: number;
}

/** Weights above 20 are cut to it: a little bias against one decision speaking for all. */
export const DEFAULT_CLIP: ClipOptions = { clip: 20 };

/**
 * Importance weight target / propensity, at most `clip`.
 * @throws RangeError on a propensity outside (0, 1], a target outside [0, 1] or a reward that is not finite.
 */
export function importanceWeight(
  { propensity, reward, target }: LoggedDecision,
  { clip }: ClipOptions,
): number {
  if (!(propensity > 0 && propensity <= 1)) throw new RangeError(`a propensity of ${propensity}`);
  if (!(target >= 0 && target <= 1)) throw new RangeError(`a target probability of ${target}`);
  if (!Number.isFinite(reward)) throw new RangeError(`a reward of ${reward}`);
  return Math.min(clip, target / propensity);
}

/**
 * Inverse propensity score: mean of weight x reward. Null without decisions.
 * @see Horvitz & Thompson (1952), Journal of the American Statistical Association 47(260).
 */
export function ips(log: readonly LoggedDecision[], options = DEFAULT_CLIP): number | null {
  if (log.length === 0) return null;
  return total(log, decision => importanceWeight(decision, options) * decision.reward) / log.length;
}

/**
 * Self-normalised score: the weighted mean of the rewards; never outside their range. Null where no decision has
 * any weight.
 * @see Swaminathan & Joachims (2015), The self-normalized estimator for counterfactual learning.
 */
export function snips(log: readonly LoggedDecision[], options = DEFAULT_CLIP): number | null {
  const weight = total(log, decision => importanceWeight(decision, options));
  if (weight === 0) return null;
  return total(log, decision => importanceWeight(decision, options) * decision.reward) / weight;
}

/** Number of equally weighted decisions the log is worth: (sum w)^2 / sum w^2; 0 where none has any weight. */
export function effectiveSampleSize(log: readonly LoggedDecision[], options = DEFAULT_CLIP): number {
  const squares = total(log, decision => importanceWeight(decision, options) ** 2);
  if (squares === 0) return 0;
  return total(log, decision => importanceWeight(decision, options)) ** 2 / squares;
}

/**
 * Doubly robust score: mean of policy value + weight x (reward - value taken); right when either the estimates
 * or the propensities are. Null without decisions.
 * @see Dudík, Langford & Li (2011), Doubly robust policy evaluation and learning.
 * @throws RangeError on a decision without finite estimates.
 */
export function doublyRobust(log: readonly LoggedDecision[], options = DEFAULT_CLIP): number | null {
  if (log.length === 0) return null;
  const score = (decision: LoggedDecision): number => {
    const { taken, policy } = decision.values ?? { taken: Number.NaN, policy: Number.NaN };
    if (!Number.isFinite(taken) || !Number.isFinite(policy))
      throw new RangeError('a decision has no estimates');
    return policy + importanceWeight(decision, options) * (decision.reward - taken);
  };
  return total(log, score) / log.length;
}

const total = <T>(rows: readonly T[], of: (row: T) => number): number =>
  rows.reduce((sum, row) => sum + of(row), 0);
