/** Exposures a decision chooses from, as shares of the cap, smallest first. */
export const STAKES: readonly number[] = [0, 0.25, 0.5, 0.75, 1];

export interface UtilityInput {
  /** Expected return of full exposure over the epoch, in units of its volatility. */
  readonly mean: number;
  /** Exposure held now, same scale as the stakes. */
  readonly previous: number;
  /** Cost of turning over one unit of exposure, in units of volatility; not negative. */
  readonly cost: number;
  /** Kappa of the mean-variance utility: the unconstrained best stake without costs is mean / kappa. */
  readonly riskAversion: number;
}

/**
 * Mean-variance utility of each stake: U(a) = a mean - cost |a - previous| - kappa a^2 / 2.
 * @throws RangeError on input that is not finite, a negative cost or risk aversion.
 */
export function utilities(input: UtilityInput, stakes: readonly number[] = STAKES): number[] {
  const { mean, previous, cost, riskAversion } = input;
  if (!Number.isFinite(mean) || !Number.isFinite(previous)) {
    throw new RangeError(`a mean of ${mean} at an exposure of ${previous}`);
  }
  if (!(cost >= 0 && cost < Infinity)) throw new RangeError(`a cost of ${cost}`);
  if (!(riskAversion >= 0 && riskAversion < Infinity))
    throw new RangeError(`a risk aversion of ${riskAversion}`);
  return stakes.map(
    stake => stake * mean - cost * Math.abs(stake - previous) - (riskAversion * stake * stake) / 2,
  );
}

/**
 * Index of the greatest utility; of equals the first one, which is the smaller exposure where stakes are listed
 * by size.
 * @throws RangeError when there is none, or one is NaN.
 */
export function greedy(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError('no utilities');
  let best = 0;
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i])) throw new RangeError(`utility ${i} is NaN`);
    if (values[i]! > values[best]!) best = i;
  }
  return best;
}
