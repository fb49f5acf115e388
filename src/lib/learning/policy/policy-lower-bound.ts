import { lowerBound } from './lower-bound.ts';
import { checkOdds } from './stake-draw.ts';

/** A decision of the journal with the odds both policies gave every action. */
export interface ComparedDecision {
  /** Odds of the logged policy after the risk filter, one an action, summing to 1. */
  readonly odds: readonly number[];
  /** Odds of the policy to be judged, over the same actions. */
  readonly target: readonly number[];
  /** Index of the action taken. */
  readonly action: number;
  readonly reward: number;
  /** Expected reward of each action, estimated from earlier decisions alone. */
  readonly estimates?: readonly number[];
}

export interface PolicyBoundOptions {
  /** Chance that the bound is above the true mean, at whatever time one looks. */
  readonly alpha: number;
  /** Largest weight of a decision. */
  readonly clip: number;
  /** No reward can be below `low`; what is above `high` counts as `high`. */
  readonly range: { readonly low: number; readonly high: number };
}

/**
 * Anytime-valid lower bound of the mean reward of the target policy. Each decision gives v + w (r - q), whose mean
 * is the policy's (less what clipped weights drop, which is not negative), with q the estimates, or the mean
 * reward so far where there are none.
 * @throws RangeError on a decision that `checkDecision` refuses, a reward below the range or a range of no width
 */
export function policyLowerBound(log: readonly ComparedDecision[], options: PolicyBoundOptions): number {
  const { low, high } = options.range;
  if (!(low < high && Number.isFinite(high - low))) throw new RangeError(`a range from ${low} to ${high}`);
  const scale = (value: number): number => Math.min(1, (value - low) / (high - low));
  const values: number[] = [];
  const floors: number[] = [];
  let past = 0.5;
  log.forEach((decision, i) => {
    checkDecision(decision);
    if (decision.reward < low) throw new RangeError(`a reward of ${decision.reward} below ${low}`);
    const estimates = decision.estimates?.map(value => Math.max(0, scale(value)));
    const reward = scale(decision.reward);
    const score = scoreOf({ decision, reward, past, clip: options.clip, estimates });
    values.push(score.value);
    floors.push(score.floor);
    past += (reward - past) / (i + 2);
  });
  return low + (high - low) * lowerBound(values, options.alpha, floors);
}

interface ScoreInput {
  readonly decision: ComparedDecision;
  readonly reward: number;
  readonly past: number;
  readonly clip: number;
  readonly estimates: readonly number[] | undefined;
}

/** v + w (r - q) of one decision, and the least it could have been whatever action had been drawn. */
function scoreOf({ decision, reward, past, clip, estimates }: ScoreInput): { value: number; floor: number } {
  let policy = 0;
  let worst = 0;
  decision.odds.forEach((p, a) => {
    if (p === 0) return;
    const charge = Math.min(clip, decision.target[a]! / p) * (estimates?.[a] ?? past);
    policy += p * charge;
    worst = Math.max(worst, charge);
  });
  const { action, odds, target } = decision;
  const weight = Math.min(clip, target[action]! / odds[action]!);
  const value = policy + weight * (reward - (estimates?.[action] ?? past));
  return { value, floor: Math.min(0, policy - worst) };
}

/**
 * @throws RangeError on odds that are no distributions over the same actions, an action of probability 0, rewards
 * or estimates that are not finite
 */
export function checkDecision({ odds, target, action, reward, estimates }: ComparedDecision): void {
  checkOdds(odds);
  checkOdds(target);
  if (odds.length !== target.length) throw new RangeError(`${odds.length} and ${target.length} actions`);
  if (!((odds[action] ?? 0) > 0)) throw new RangeError(`action ${action} had no probability`);
  if (!Number.isFinite(reward)) throw new RangeError(`a reward of ${reward}`);
  if (estimates === undefined) return;
  if (estimates.length !== odds.length || !estimates.every(Number.isFinite)) {
    throw new RangeError(`estimates ${estimates} are not one number an action`);
  }
}
