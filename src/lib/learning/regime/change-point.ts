/** Normal values of known variance whose mean jumps now and then to a new draw from the prior. */
export interface ChangePointOptions {
  /** Probability of a change after each value. */
  readonly hazard: number;
  /** Variance of the values around their mean. */
  readonly variance: number;
  readonly priorMean: number;
  readonly priorVariance: number;
  /** Longest run told apart; what is longer counts as this long. */
  readonly longest: number;
}

/** For values in units of their volatility: a change a year of trading days on average. */
export const DEFAULT_CHANGE_POINT: ChangePointOptions = {
  hazard: 1 / 250,
  variance: 1,
  priorMean: 0,
  priorVariance: 1 / 4,
  longest: 1_000,
};

export interface ChangePointState {
  /** Probability that the run since the last change has r values, from r = 0. */
  readonly probabilities: readonly number[];
  /** Mean of the values expected under each run length. */
  readonly means: readonly number[];
  /** ln of the predictive density of the last value; 0 before the first. */
  readonly lnEvidence: number;
}

export const newChangePoint = ({ priorMean }: ChangePointOptions): ChangePointState => ({
  probabilities: [1],
  means: [priorMean],
  lnEvidence: 0,
});

/**
 * Bayesian online change-point detection: the posterior of the run length after one more value.
 * @throws RangeError for a value that is not finite or so far away that its square is not.
 * @see Adams and MacKay (2007), Bayesian online changepoint detection, arXiv:0710.3742
 */
export function updateChangePoint(
  options: ChangePointOptions,
  state: ChangePointState,
  value: number,
): ChangePointState {
  const { hazard, variance, priorMean, priorVariance } = options;
  const runs = state.probabilities.length;
  const densities = new Array<number>(runs);
  const means = new Array<number>(runs + 1);
  means[0] = priorMean;
  for (let r = 0; r < runs; r++) {
    const uncertainty = 1 / (1 / priorVariance + r / variance);
    const spread = uncertainty + variance;
    const gap = value - state.means[r]!;
    densities[r] = -(gap * gap) / (2 * spread) - Math.log(2 * Math.PI * spread) / 2;
    means[r + 1] = state.means[r]! + (gap * uncertainty) / spread;
  }
  const { weights, ln } = posterior(state.probabilities, densities);
  if (!Number.isFinite(ln)) throw new RangeError(`The change-point model cannot take ${value}.`);
  const probabilities = [hazard, ...weights.map(weight => weight * (1 - hazard))];
  return cut({ probabilities, means, lnEvidence: ln }, options.longest);
}

/** Bayes' rule on ln densities, and ln of their mean by the prior. */
function posterior(
  prior: readonly number[],
  densities: readonly number[],
): { weights: number[]; ln: number } {
  let top = -Infinity;
  for (let r = 0; r < prior.length; r++) if (prior[r]! > 0 && densities[r]! > top) top = densities[r]!;
  const weights = prior.map((probability, r) => probability * Math.exp(Math.min(0, densities[r]! - top)));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return { weights: weights.map(weight => weight / total), ln: top + Math.log(total) };
}

/** Merges the two longest runs when there are too many; their mean is that of both. */
function cut(state: ChangePointState, longest: number): ChangePointState {
  if (state.probabilities.length <= longest + 1) return state;
  const probabilities = state.probabilities.slice(0, -1);
  const means = state.means.slice(0, -1);
  const last = longest;
  const [shorter, longer] = [state.probabilities[last]!, state.probabilities[last + 1]!];
  probabilities[last] = shorter + longer;
  if (longer > 0)
    means[last] = (shorter * means[last]! + longer * state.means[last + 1]!) / (shorter + longer);
  return { ...state, probabilities, means };
}

/** Run length of the highest probability, the shortest of equals. */
export function likeliestRun({ probabilities }: ChangePointState): number {
  let best = 0;
  for (let r = 1; r < probabilities.length; r++) if (probabilities[r]! > probabilities[best]!) best = r;
  return best;
}
