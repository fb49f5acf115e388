import { type AdaHedgeState, adaHedge, adaHedgeWeights, newAdaHedge } from './ada-hedge.ts';
import type { NamedExpert } from './change-experts.ts';

/** Weights of experts that give probabilities, by their squared errors. */
export interface BrierState {
  readonly experts: readonly string[];
  readonly hedge: AdaHedgeState;
}

/** @throws RangeError when an expert is named twice */
export function newBrierWeights(experts: readonly string[]): BrierState {
  if (new Set(experts).size !== experts.length) throw new RangeError('an expert is named twice');
  return { experts: [...experts], hedge: newAdaHedge(experts.length) };
}

export interface ResolvedForecast {
  /** Probability of a 1 that each expert gave; null: it slept. */
  readonly probabilities: readonly (number | null)[];
  readonly outcome: 0 | 1;
}

/**
 * One resolved forecast: each expert loses its Brier score (p - y)², and AdaHedge weighs them. An expert that slept
 * keeps its place relative to the mixture.
 * @see Brier (1950); de Rooij, van Erven, Grünwald and Koolen (2014)
 * @throws RangeError on a probability outside [0, 1], an outcome beside 0 and 1, or another number of experts
 */
export function scoreForecasts(state: BrierState, { probabilities, outcome }: ResolvedForecast): BrierState {
  if (outcome !== 0 && outcome !== 1) throw new RangeError(`the outcome is ${outcome}`);
  checkProbabilities(state, probabilities);
  const losses = probabilities.map(p => (p === null ? null : (p - outcome) ** 2));
  return { experts: state.experts, hedge: adaHedge(state.hedge, losses) };
}

/** Weight of each expert, sum 1. */
export const brierWeights = ({ hedge }: BrierState): number[] => adaHedgeWeights(hedge);

/**
 * The pooled probability: the experts' mean by weight over those awake, which never loses more in Brier score than
 * the mean of theirs. Null when all sleep.
 * @throws RangeError on a probability outside [0, 1], or another number of them than experts
 */
export function pooledProbability(
  state: BrierState,
  probabilities: readonly (number | null)[],
): number | null {
  checkProbabilities(state, probabilities);
  const weights = brierWeights(state);
  const awake = probabilities.flatMap((p, k) => (p === null ? [] : [{ p, weight: weights[k]! }]));
  if (awake.length === 0) return null;
  const weight = awake.reduce((sum, each) => sum + each.weight, 0);
  const parts = awake.map(each => each.p * (weight > 0 ? each.weight / weight : 1 / awake.length));
  return Math.min(
    1,
    parts.reduce((sum, part) => sum + part, 0),
  );
}

function checkProbabilities({ experts }: BrierState, probabilities: readonly (number | null)[]): void {
  if (probabilities.length !== experts.length) {
    throw new RangeError(`${probabilities.length} probabilities for ${experts.length} experts`);
  }
  probabilities.forEach((p, k) => {
    if (p !== null && !(p >= 0 && p <= 1)) throw new RangeError(`the probability of ${experts[k]} is ${p}`);
  });
}

/**
 * The same weights with another list of experts. Those that stay keep their losses, an heir begins with those of its
 * predecessor, any other newcomer with the mixture's own, as if it had slept until now.
 * @throws RangeError when an expert is named twice
 */
export function withForecasters(state: BrierState, experts: readonly NamedExpert[]): BrierState {
  const fresh = newBrierWeights(experts.map(({ id }) => id));
  const known = new Map(state.experts.map((id, k) => [id, state.hedge.losses[k]!]));
  const losses = experts.map(
    ({ id, heirOf }) => known.get(id) ?? known.get(heirOf ?? '') ?? state.hedge.loss,
  );
  return { experts: fresh.experts, hedge: { ...state.hedge, losses } };
}
