import {
  DEFAULT_CLIP,
  doublyRobust,
  effectiveSampleSize,
  ips,
  type LoggedDecision,
  snips,
} from './off-policy.ts';
import {
  type ComparedDecision,
  checkDecision,
  type PolicyBoundOptions,
  policyLowerBound,
} from './policy-lower-bound.ts';

export interface ProposalOptions extends PolicyBoundOptions {
  readonly leastDecisions: number;
  readonly leastEffective: number;
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

function asLogged({ odds, target, action, reward, estimates }: ComparedDecision): LoggedDecision {
  const row = { propensity: odds[action]!, reward, target: target[action]! };
  if (estimates === undefined) return row;
  const policy = target.reduce((sum, p, a) => sum + p * estimates[a]!, 0);
  return { ...row, values: { taken: estimates[action]!, policy } };
}
