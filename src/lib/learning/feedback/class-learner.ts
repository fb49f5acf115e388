import type { LearnedPart } from '../../core/learned-part.ts';
import { type DetectorState, newDetector } from '../evidence/e-detector.ts';
import { newSkill, type SkillState } from '../evidence/skill.ts';
import { MONEY_GRID, newWealth, type WealthState } from '../evidence/wealth.ts';
import type { BrierState } from '../experts/brier-weights.ts';
import type { MixtureState } from '../experts/mixture.ts';
import { DECAY_DETECTOR } from './detectors.ts';
import { type NumberPath, newPath } from './path.ts';
import { newPolicyMind, type PolicyMind } from './policy-mind.ts';
import type { Stage, StanceData, VerdictData } from './records.ts';

/** What has been shown for and against the decision path of one candidate. */
export interface CandidateEvidence {
  /** Against cash: net returns of what the path wanted. */
  readonly money: WealthState;
  /** Against a constant exposure of the same size: skill that is not beta. */
  readonly timing: WealthState;
  /** The path's usual exposure by symbol: a weighted sum and its weight, for the mean that timing is held against. */
  readonly habit: Readonly<Record<string, readonly [sum: number, mass: number]>>;
  /** Net return of the path so far, a sum of fractions of the cap, and its highest value. */
  readonly total: number;
  readonly peak: number;
  /** Against the hypothesis that a candidate with capital still earns. */
  readonly decay: DetectorState;
  /** Whether it has ever been worth full size. */
  readonly promoted: boolean;
  /** Prequential record of the probabilities that the path went by. */
  readonly skill: SkillState;
  /** Bets that paid, and all: what one would say without features. */
  readonly base: readonly [paid: number, all: number];
}

/** Net returns over all settled epochs, as sums of fractions: what each way to act would have made. */
export interface ShadowReturns {
  readonly path: number;
  readonly mixture: number;
  readonly policy: number;
  readonly long: number;
  readonly random: number;
}

export interface DatedVerdict extends VerdictData {
  readonly atMs: number;
}

const KEPT_VERDICTS = 20;

export const withVerdict = (learner: ClassLearner, verdict: DatedVerdict): ClassLearner => ({
  ...learner,
  verdicts: [...learner.verdicts, verdict].slice(-KEPT_VERDICTS),
});

/** What has been learned of one asset class, folded from the journal. Plain JSON. */
export interface ClassLearner {
  readonly candidate: string | null;
  /** Candidates so far, this one included: each has a smaller share of the error budget. */
  readonly generation: number;
  readonly promotions: number;
  readonly stage: Stage;
  readonly evidence: CandidateEvidence;
  /** The stance of the epoch that runs; null before the first and between. */
  readonly pending: StanceData | null;
  /** The stance before, when its epoch led to the one that runs: turnover is counted from it. */
  readonly last: StanceData | null;
  /** The newest epoch that a stance was taken on, and when it ends. */
  readonly epoch: number | null;
  readonly until: string | null;
  /** Epochs whose outcome is known. */
  readonly settled: number;
  readonly mixture: MixtureState | null;
  /** How much each probability counts, by its squared errors. */
  readonly forecasters: BrierState | null;
  readonly policy: PolicyMind;
  /** Share of equity that exploration has put at risk in the week that runs, counted in weeks since 1970. */
  readonly explored: { readonly week: number; readonly used: number };
  readonly returns: ShadowReturns;
  /** Log wealths over time: money, timing, mixture. */
  readonly curve: NumberPath;
  /** Regime of each symbol over time, as places in `REGIME_NAMES`; symbols in the order of their names. */
  readonly regimes: NumberPath;
  /** The newest verdicts of the gate, oldest first. */
  readonly verdicts: readonly DatedVerdict[];
  /** Weights of the experts over time; a new path when the experts change. */
  readonly weights: NumberPath;
}

export const newEvidence = (): CandidateEvidence => ({
  money: newWealth(MONEY_GRID),
  timing: newWealth(MONEY_GRID),
  habit: {},
  total: 0,
  peak: 0,
  decay: newDetector(DECAY_DETECTOR),
  promoted: false,
  skill: newSkill(),
  base: [0, 0],
});

const NOTHING: ShadowReturns = { path: 0, mixture: 0, policy: 0, long: 0, random: 0 };

export const newClassLearner = (): ClassLearner => ({
  candidate: null,
  generation: 0,
  promotions: 0,
  stage: 'shadow',
  evidence: newEvidence(),
  pending: null,
  last: null,
  epoch: null,
  until: null,
  settled: 0,
  mixture: null,
  forecasters: null,
  policy: newPolicyMind(),
  explored: { week: 0, used: 0 },
  returns: NOTHING,
  curve: newPath(),
  regimes: newPath(),
  verdicts: [],
  weights: newPath(),
});

/** The next candidate of a class: its evidence begins anew, what experts and policy have learned stays. */
export const nextGeneration = (learner: ClassLearner, candidate: string): ClassLearner => ({
  ...learner,
  candidate,
  generation: learner.generation + 1,
  stage: 'shadow',
  evidence: newEvidence(),
  curve: newPath(),
});

/** The learner with one part forgotten. A reset of the gate counts as a new candidate: it is a new try. */
export function forget(learner: ClassLearner, what: LearnedPart): ClassLearner {
  if (what === 'policy') return { ...learner, policy: newPolicyMind() };
  if (what === 'experts') return { ...learner, mixture: null, forecasters: null, weights: newPath() };
  const gate = learner.candidate === null ? learner : nextGeneration(learner, learner.candidate);
  if (what === 'gate') return gate;
  const { generation, candidate, pending, epoch, until } = gate;
  return { ...newClassLearner(), generation, candidate, pending, epoch, until };
}
