import { lowerBound } from './lower-bound.ts';
import {
  DEFAULT_CLIP,
  doublyRobust,
  effectiveSampleSize,
  ips,
  type LoggedDecision,
  snips,
} from './off-policy.ts';
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

export interface ProposalOptions {
  /** Chance that a policy no better than the logged one is proposed. */
  readonly alpha: number;
  readonly clip: number;
  readonly leastDecisions: number;
  readonly leastEffective: number;
  /** No reward can be below `low`; what is above `high` counts as `high`. */
  readonly range: { readonly low: number; readonly high: number };
}

export const DEFAULT_PROPOSAL: Omit<ProposalOptions, 'range'> = {
  ...DEFAULT_CLIP,
  alpha: 0.05,
  leastDecisions: 30,
  leastEffective: 20,
};

export type ProposalReason =
  | 'few-decisions'
  | 'no-overlap'
  | 'few-effective'
  | 'reward-below-range'
  | 'not-above-logged'
  | 'above-logged';

export interface ProposalFigures {
  readonly ips: number;
  readonly snips: number;
  /** Null when not all decisions carry estimates. */
  readonly dr: number | null;
  /** Lower confidence bound, at level alpha, of the other policy's mean reward. */
  readonly lower: number;
  /** Mean reward of the logged policy. */
  readonly loggedMean: number;
}

export interface Proposal {
  readonly proposed: boolean;
  readonly reason: ProposalReason;
  readonly why: string;
  readonly decisions: number;
  readonly effective: number;
  /** Null where the log cannot answer. */
  readonly figures: ProposalFigures | null;
}

/**
 * Judges a policy by the decisions of another one. It is proposed only when the lower bound of its mean reward is
 * above the logged mean; the log cannot answer with too few decisions, no overlap or a reward below the range.
 * @throws RangeError on odds of other lengths or that are no probabilities, an action of probability 0, rewards or
 * estimates that are not finite
 */
export function propose(log: readonly ComparedDecision[], options: ProposalOptions): Proposal {
  log.forEach(checkDecision);
  const rows = log.map(asLogged);
  const effective = effectiveSampleSize(rows, options);
  const refusal = refusalOf(log, effective, options);
  if (refusal !== null)
    return { proposed: false, ...refusal, decisions: log.length, effective, figures: null };
  const figures: ProposalFigures = {
    ips: ips(rows, options)!,
    snips: snips(rows, options)!,
    dr: rows.every(row => row.values !== undefined) ? doublyRobust(rows, options) : null,
    lower: policyLowerBound(log, options),
    loggedMean: log.reduce((sum, { reward }) => sum + reward, 0) / log.length,
  };
  return { ...verdict(figures), decisions: log.length, effective, figures };
}

function verdict({ lower, loggedMean }: ProposalFigures): Pick<Proposal, 'proposed' | 'reason' | 'why'> {
  const proposed = lower > loggedMean;
  const figures = `The lower bound ${lower.toFixed(4)} is ${proposed ? '' : 'not '}above the logged mean ${loggedMean.toFixed(4)}.`;
  return { proposed, reason: proposed ? 'above-logged' : 'not-above-logged', why: figures };
}

type Refusal = Pick<Proposal, 'reason' | 'why'>;

function refusalOf(
  log: readonly ComparedDecision[],
  effective: number,
  { leastDecisions, leastEffective, range }: ProposalOptions,
): Refusal | null {
  if (log.length < leastDecisions) {
    return {
      reason: 'few-decisions',
      why: `${log.length} decisions, at least ${leastDecisions} are needed.`,
    };
  }
  const blind = log.filter(({ odds, target }) => target.some((p, a) => p > 0 && odds[a] === 0)).length;
  if (blind > 0) {
    return { reason: 'no-overlap', why: `In ${blind} decisions it may act as the logged policy never did.` };
  }
  if (effective < leastEffective) {
    const worth = `The log is worth ${effective.toFixed(1)} decisions of this policy`;
    return { reason: 'few-effective', why: `${worth}, at least ${leastEffective} are needed.` };
  }
  const lowest = log.reduce((least, { reward }) => Math.min(least, reward), range.low);
  if (lowest === range.low) return null;
  return { reason: 'reward-below-range', why: `A reward of ${lowest} is below the range's ${range.low}.` };
}

/**
 * Anytime-valid lower bound of the mean reward of the target policy. Each decision gives v + w (r - q), whose mean
 * is the policy's (less what clipped weights drop, which is not negative), with q the estimates, or the mean
 * reward so far where there are none.
 * @throws RangeError as `propose`, and on a reward below the range
 */
export function policyLowerBound(log: readonly ComparedDecision[], options: ProposalOptions): number {
  const { low, high } = options.range;
  if (!(low < high && Number.isFinite(high - low))) throw new RangeError(`a range from ${low} to ${high}`);
  const scale = (value: number): number => Math.min(1, (value - low) / (high - low));
  const values: number[] = [];
  const floors: number[] = [];
  let past = 0.5;
  log.forEach((decision, i) => {
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

function asLogged({ odds, target, action, reward, estimates }: ComparedDecision): LoggedDecision {
  const row = { propensity: odds[action]!, reward, target: target[action]! };
  if (estimates === undefined) return row;
  const policy = target.reduce((sum, p, a) => sum + p * estimates[a]!, 0);
  return { ...row, values: { taken: estimates[action]!, policy } };
}

function checkDecision({ odds, target, action, reward, estimates }: ComparedDecision): void {
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
