import { type DetectorState, newDetector } from '../evidence/e-detector.ts';
import { MONEY_GRID, newWealth, type WealthState } from '../evidence/wealth.ts';
import type { MixtureState } from '../experts/mixture.ts';
import { DECAY_DETECTOR } from './detectors.ts';
import { type NumberPath, newPath } from './path.ts';
import { newPolicyMind, type PolicyMind } from './policy-mind.ts';
import type { ResetPart, Stage, StanceData } from './records.ts';

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
}

/** Net returns over all settled epochs, as sums of fractions: what each way to act would have made. */
export interface ShadowReturns {
  readonly path: number;
  readonly mixture: number;
  readonly policy: number;
  readonly long: number;
  readonly random: number;
}

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
  /** The newest epoch that a stance was taken on. */
  readonly epoch: number | null;
  /** Epochs whose outcome is known. */
  readonly settled: number;
  readonly mixture: MixtureState | null;
  readonly policy: PolicyMind;
  readonly returns: ShadowReturns;
  /** Log wealths over time: money, timing, mixture. */
  readonly curve: NumberPath;
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
  settled: 0,
  mixture: null,
  policy: newPolicyMind(),
  returns: NOTHING,
  curve: newPath(),
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
export function forget(learner: ClassLearner, what: ResetPart): ClassLearner {
  if (what === 'policy') return { ...learner, policy: newPolicyMind() };
  if (what === 'experts') return { ...learner, mixture: null, weights: newPath() };
  const gate = nextGeneration(learner, learner.candidate ?? '');
  if (what === 'gate') return gate;
  const { generation, candidate, pending, epoch } = gate;
  return { ...newClassLearner(), generation, candidate, pending, epoch };
}
