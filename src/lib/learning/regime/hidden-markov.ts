/** States that cannot be seen, and how they follow each other. Each row of `transition` sums to 1. */
export interface HiddenMarkov {
  /** transition[i][j] is the probability that state i is followed by state j. */
  readonly transition: readonly (readonly number[])[];
  /** Probabilities of the states before the first observation. */
  readonly initial: readonly number[];
}

export interface BeliefState {
  /** Of each state, given all observations so far and none later: no smoothing, which would know the future. */
  readonly probabilities: readonly number[];
  /** ln of the likelihood of all observations so far. */
  readonly lnEvidence: number;
  readonly seen: number;
}

export const newBelief = ({ initial }: HiddenMarkov): BeliefState => ({
  probabilities: initial.slice(),
  lnEvidence: 0,
  seen: 0,
});

/**
 * The forward step: one transition, then Bayes' rule on the observation.
 * @param lnLikelihoods ln of the probability (density) of the observation in each state; -Infinity where it cannot be
 * @throws RangeError when they are not one for each state, one is NaN or +Infinity, or no state that can be explains
 * the observation.
 * @see Rabiner (1989), Proceedings of the IEEE 77(2)
 */
export function filterBelief(
  model: HiddenMarkov,
  state: BeliefState,
  lnLikelihoods: readonly number[],
): BeliefState {
  const { transition } = model;
  const count = transition.length;
  if (lnLikelihoods.length !== count) throw new RangeError(`${count} states need as many likelihoods.`);
  if (lnLikelihoods.some(value => !(value < Infinity))) throw new RangeError('A likelihood is not a number.');
  const top = Math.max(...lnLikelihoods);
  const probabilities = new Array<number>(count).fill(0);
  let total = 0;
  for (let to = 0; to < count; to++) {
    let predicted = 0;
    for (let from = 0; from < count; from++) predicted += state.probabilities[from]! * transition[from]![to]!;
    const joint = top === -Infinity ? 0 : predicted * Math.exp(lnLikelihoods[to]! - top);
    probabilities[to] = joint;
    total += joint;
  }
  if (!(total > 0)) throw new RangeError('No state explains the observation.');
  for (let to = 0; to < count; to++) probabilities[to]! /= total;
  return { probabilities, lnEvidence: state.lnEvidence + top + Math.log(total), seen: state.seen + 1 };
}

export interface GaussianState {
  readonly mean: number;
  readonly deviation: number;
}

const LN_ROOT_2_PI = Math.log(2 * Math.PI) / 2;

/** ln of the density of a value in each state that is normal; for `filterBelief`. */
export const gaussianLikelihoods = (states: readonly GaussianState[], value: number): number[] =>
  states.map(({ mean, deviation }) => {
    const z = (value - mean) / deviation;
    return -(z * z) / 2 - Math.log(deviation) - LN_ROOT_2_PI;
  });
