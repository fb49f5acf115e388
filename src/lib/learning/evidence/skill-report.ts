import type { Reliability } from '../../performance/reliability.ts';
import { intervalOf } from './confidence-sequence.ts';
import { ADVANTAGE_GRID, CLAIM_GRID, SKILL_ALPHA, SKILL_BINS, type SkillState } from './skill.ts';
import { lnWealth } from './wealth.ts';

/** What a prequential record says. */
export interface SkillReport {
  readonly n: number;
  readonly accuracy: number;
  /** 95 %, valid at all times at once. */
  readonly interval: [low: number, high: number];
  readonly logLoss: number;
  readonly climatologyLogLoss: number;
  readonly brier: number;
  readonly climatologyBrier: number;
  /** Wealth of who bets that the Brier score is better than climatology's. */
  readonly advantage: number;
  /** Confident claims and how many came true, shares added up. */
  readonly claims: number;
  readonly claimsTrue: number;
  /** Wealth of who bets that confident claims say too much. */
  readonly overconfidence: number;
  readonly reliability: Reliability[];
}

/** Null before the first forecast. */
export function skillReport(state: SkillState): SkillReport | null {
  const { n, claims } = state;
  if (n === 0) return null;
  const { low, high } = intervalOf(SKILL_ALPHA, state.accuracy);
  return {
    n,
    accuracy: state.hits / n,
    interval: [low, high],
    logLoss: state.logLoss / n,
    climatologyLogLoss: state.climatologyLogLoss / n,
    brier: state.brier / n,
    climatologyBrier: state.climatologyBrier / n,
    advantage: Math.exp(lnWealth(ADVANTAGE_GRID, state.advantage)),
    claims: claims.n,
    claimsTrue: claims.hits,
    overconfidence: Math.exp(lnWealth(CLAIM_GRID, claims.wealth)),
    reliability: reliabilityOf(state.bins),
  };
}

const reliabilityOf = ({ n, said, came }: SkillState['bins']): Reliability[] =>
  n.map((size, at) => ({
    from: at / SKILL_BINS,
    to: (at + 1) / SKILL_BINS,
    n: size,
    meanProbability: size === 0 ? null : said[at]! / size,
    observed: size === 0 ? null : came[at]! / size,
  }));
