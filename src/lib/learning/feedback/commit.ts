import { dataError } from '../../core/errors.ts';
import { DAY_MS } from '../../core/interval.ts';
import { REGIME_NAMES } from '../../features/regime.ts';
import { type BrierState, newBrierWeights, withForecasters } from '../experts/brier-weights.ts';
import { DEFAULT_MIXTURE, type MixtureState, newMixture, withExperts } from '../experts/mixture.ts';
import { atRisk } from '../policy/exploration.ts';
import { type ClassLearner, nextGeneration } from './class-learner.ts';
import { extend, newPath } from './path.ts';
import type { StanceData } from './records.ts';

/**
 * The learner bound to a stance: what will be scored is now in the state. Another strategy or pipeline, or a retired
 * one that goes on, begins a new candidate.
 * Epochs of another length than before have other numbers: what is shown by them begins anew.
 * @throws HiveError (data, LEARNER_OUT_OF_STEP) for an epoch that does not end after the last.
 */
export function commit(learner: ClassLearner, stance: StanceData): ClassLearner {
  const isLater = learner.until === null || Date.parse(stance.until) > Date.parse(learner.until);
  if (learner.pending !== null || !isLater) throw outOfStep(stance);
  const isNew = learner.candidate !== stance.candidate || learner.stage === 'retired';
  const counted = isOfOtherLength(learner, stance) ? countedAnew(learner) : learner;
  const candidate = isNew ? nextGeneration(counted, stance.candidate) : counted;
  const mixture = alignedMixture(candidate, stance.experts);
  const same = candidate.mixture?.experts.join() === stance.experts.join();
  const weights = same ? candidate.weights : newPath();
  return {
    ...candidate,
    pending: stance,
    last: candidate.last?.epoch === stance.epoch - 1 ? candidate.last : null,
    epoch: stance.epoch,
    until: stance.until,
    mixture,
    forecasters: alignedForecasters(candidate, stance.experts),
    weights,
    explored: exploredAfter(candidate, stance),
    regimes: extend(candidate.regimes, stance.epoch, regimeCodes(stance)),
  };
}

type Numbered = { readonly epoch: number | null; readonly until: string | null };

/** Epoch n ends at (n + 1) times its length. */
const lengthOf = ({ epoch, until }: Numbered): number => Date.parse(until ?? '') / ((epoch ?? 0) + 1);

const isOfOtherLength = (learner: Numbered, stance: Numbered): boolean =>
  learner.until !== null && lengthOf(learner) !== lengthOf(stance);

const countedAnew = (learner: ClassLearner): ClassLearner => ({
  ...learner,
  last: null,
  curve: newPath(),
  regimes: newPath(),
  weights: newPath(),
});

/** The mixture over just these experts, in their order. */
export function alignedMixture({ mixture }: ClassLearner, experts: readonly string[]): MixtureState {
  if (mixture === null) return newMixture(DEFAULT_MIXTURE, experts);
  if (mixture.experts.join() === experts.join()) return mixture;
  return withExperts(
    DEFAULT_MIXTURE,
    mixture,
    experts.map(id => ({ id })),
  );
}

/** The weights of those that say probabilities, over just these experts; most of them never say one. */
export function alignedForecasters({ forecasters }: ClassLearner, experts: readonly string[]): BrierState {
  if (forecasters === null) return newBrierWeights(experts);
  if (forecasters.experts.join() === experts.join()) return forecasters;
  return withForecasters(
    forecasters,
    experts.map(id => ({ id })),
  );
}

const outOfStep = ({ epoch, assetClass }: StanceData) =>
  dataError({
    code: 'LEARNER_OUT_OF_STEP',
    message: `A stance on epoch ${epoch} of ${assetClass} does not follow what the journal holds before.`,
    next: 'Run hive journal verify: the record belongs to another journal.',
  });

const WEEK_MS = 7 * DAY_MS;

export const weekOf = (at: string): number => Math.floor(Date.parse(at) / WEEK_MS);

/** What exploration puts at risk beyond what was known to be best is taken from the budget of its week. */
function exploredAfter({ explored }: ClassLearner, stance: StanceData): ClassLearner['explored'] {
  const week = weekOf(stance.at);
  const before = explored.week === week ? explored.used : 0;
  const used = Object.values(stance.symbols).reduce(
    (sum, { policy }) => sum + atRisk({ from: policy.greedy, to: policy.stake, capShare: stance.capShare }),
    before,
  );
  return { week, used };
}

const KNOWN: readonly string[] = REGIME_NAMES;

const regimeCodes = ({ symbols }: StanceData): number[] =>
  Object.keys(symbols)
    .sort()
    .map(symbol => Math.max(0, KNOWN.indexOf(symbols[symbol]!.regime)));
