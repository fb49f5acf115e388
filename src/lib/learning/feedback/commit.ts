import { dataError } from '../../core/errors.ts';
import { DEFAULT_MIXTURE, type MixtureState, newMixture, withExperts } from '../experts/mixture.ts';
import { type ClassLearner, nextGeneration } from './class-learner.ts';
import { newPath } from './path.ts';
import type { StanceData } from './records.ts';

/**
 * The learner bound to a stance: what will be scored is now in the state. Another strategy or pipeline, or a retired
 * one that goes on, begins a new candidate.
 * @throws HiveError (data, LEARNER_OUT_OF_STEP) for an epoch that is not after the last.
 */
export function commit(learner: ClassLearner, stance: StanceData): ClassLearner {
  const isLater = learner.epoch === null || stance.epoch > learner.epoch;
  if (learner.pending !== null || !isLater) throw outOfStep(stance);
  const isNew = learner.candidate !== stance.candidate || learner.stage === 'retired';
  const candidate = isNew ? nextGeneration(learner, stance.candidate) : learner;
  const mixture = alignedMixture(candidate, stance.experts);
  const same = candidate.mixture?.experts.join() === stance.experts.join();
  const weights = same ? candidate.weights : newPath();
  return { ...candidate, pending: stance, epoch: stance.epoch, mixture, weights };
}

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

const outOfStep = ({ epoch, assetClass }: StanceData) =>
  dataError({
    code: 'LEARNER_OUT_OF_STEP',
    message: `A stance on epoch ${epoch} of ${assetClass} does not follow what the journal holds before.`,
    next: 'Run hive journal verify: the record belongs to another journal.',
  });
