/** Running sums of values in [0, 1] whose mean is wanted. */
export interface MeanState {
  readonly seen: number;
  readonly sum: number;
  /** Of squared distances of each value from the mean known after it. */
  readonly spread: number;
  /** Sum of the weights λ, and of the values times them. */
  readonly weights: number;
  readonly weighted: number;
  /** Sum of 4 (x - mean known before it)² ψ(λ): what the interval pays for variance. */
  readonly slack: number;
}

export interface AnytimeInterval {
  /** Mean by the weights, and half of the width, before it is cut to [0, 1]. */
  readonly centre: number;
  readonly radius: number;
  readonly low: number;
  readonly high: number;
}

/** No weight above this. */
const MOST = 1 / 2;

export const newMean = (): MeanState => ({ seen: 0, sum: 0, spread: 0, weights: 0, weighted: 0, slack: 0 });

/**
 * Takes in one more value of a predictable plug-in empirical-Bernstein confidence sequence; `alpha` is the same for
 * all of a record.
 * @throws RangeError for a value outside [0, 1] or a level outside (0, 1).
 * @see Waudby-Smith and Ramdas (2024), JRSS B 86(1), theorem 2
 */
export function observe(alpha: number, state: MeanState, value: number): MeanState {
  if (!(alpha > 0 && alpha < 1)) throw new RangeError(`An error level of ${alpha} is not between 0 and 1.`);
  if (!(value >= 0 && value <= 1)) throw new RangeError(`A value of ${value} is not between 0 and 1.`);
  const seen = state.seen + 1;
  const known = (1 / 2 + state.sum) / seen;
  const variance = (1 / 4 + state.spread) / seen;
  const weight = Math.min(MOST, Math.sqrt((2 * Math.log(2 / alpha)) / (variance * seen * Math.log1p(seen))));
  const sum = state.sum + value;
  return {
    seen,
    sum,
    spread: state.spread + (value - (1 / 2 + sum) / (seen + 1)) ** 2,
    weights: state.weights + weight,
    weighted: state.weighted + weight * value,
    slack: state.slack - (value - known) ** 2 * (Math.log1p(-weight) + weight),
  };
}

/**
 * Interval for the mean that holds at all times at once with probability 1 - α: it may be looked at after every
 * value, and one may stop when one likes. The whole of [0, 1] before the first. Where the true mean moves, it holds
 * for the mean of the true means so far by the same weights; it is therefore never cut with earlier intervals.
 */
export function intervalOf(alpha: number, { seen, weights, weighted, slack }: MeanState): AnytimeInterval {
  if (seen === 0) return { centre: 1 / 2, radius: 1 / 2, low: 0, high: 1 };
  const centre = weighted / weights;
  const radius = (Math.log(2 / alpha) + slack) / weights;
  return { centre, radius, low: Math.max(0, centre - radius), high: Math.min(1, centre + radius) };
}
