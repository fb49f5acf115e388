import type { Reliability } from '../../performance/reliability.ts';
import { type AnytimeInterval, intervalOf } from './confidence-sequence.ts';
import { ADVANTAGE_GRID, SKILL_ALPHA, SKILL_BINS, type SkillState } from './skill.ts';
import { lnWealth } from './wealth.ts';

/** What a prequential record says. Means are null before the first forecast. */
export interface SkillReport {
  readonly n: number;
  /** Of them in sequence: those that the interval and the bets stand on. */
  readonly tested: number;
  readonly hitRate: number | null;
  /** 95 %, valid at all times at once. */
  readonly hitInterval: AnytimeInterval;
  readonly logLoss: number | null;
  readonly climatologyLogLoss: number | null;
  readonly brier: number | null;
  readonly climatologyBrier: number | null;
  /** ln E that the Brier score is better than climatology's: now, and the highest so far. */
  readonly lnAdvantage: number;
  readonly peakAdvantage: number;
  readonly confident: {
    readonly n: number;
    readonly hitRate: number | null;
    /** Highest ln wealth so far of who bets that confident claims say too much. */
    readonly peakOverconfidence: number;
  };
  readonly reliability: readonly Reliability[];
}

export function skillReport(state: SkillState): SkillReport {
  const { n, claims } = state;
  const mean = (sum: number): number | null => (n === 0 ? null : sum / n);
  return {
    n,
    tested: state.accuracy.seen,
    hitRate: mean(state.hits),
    hitInterval: intervalOf(SKILL_ALPHA, state.accuracy),
    logLoss: mean(state.logLoss),
    climatologyLogLoss: mean(state.climatologyLogLoss),
    brier: mean(state.brier),
    climatologyBrier: mean(state.climatologyBrier),
    lnAdvantage: lnWealth(ADVANTAGE_GRID, state.advantage),
    peakAdvantage: state.advantage.peak,
    confident: {
      n: claims.n,
      hitRate: claims.n === 0 ? null : claims.hits / claims.n,
      peakOverconfidence: claims.wealth.peak,
    },
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
