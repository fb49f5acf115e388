import { RUINED } from '../wealth.ts';

/** What a bettor has seen, with one imagined value of the prior counted in. */
export interface BettorState {
  readonly seen: number;
  /** Mean and variance of the values so far. */
  readonly mean: number;
  readonly variance: number;
  readonly lnWealth: number;
  /** Highest ln wealth so far, the start included. */
  readonly peak: number;
}

/** A gambler with one bet size that follows from the past, to be compared with a fixed grid of sizes. */
export interface Bettor {
  /** The size wanted before the next value. */
  readonly size: (bettor: Bettor, state: BettorState) => number;
  /** Largest part of `maxBet` that is ever bet: 1/2 can lose half at most. */
  readonly share: number;
  /** Mean under the hypothesis that is bet against: values are above it no more than below. */
  readonly benchmark: number;
  readonly priorMean: number;
  readonly priorVariance: number;
}

export const newBettor = ({ priorMean, priorVariance }: Bettor): BettorState => ({
  seen: 0,
  mean: priorMean,
  variance: priorVariance,
  lnWealth: 0,
  peak: 0,
});

/** The bet on the next value: what the bettor wants, but nothing below 0 and no more than its share of `maxBet`. */
export const betSize = (bettor: Bettor, state: BettorState, maxBet: number): number =>
  Math.max(0, Math.min(bettor.size(bettor, state), bettor.share * maxBet));

/**
 * Wealth after one more value: times 1 + λ (value - benchmark), with λ fixed before the value was known. It is a
 * non-negative supermartingale while values are at most the benchmark on average.
 * @throws RangeError when the value or its square is not finite, or maxBet is no finite number from 0 on.
 */
export function stake(
  bettor: Bettor,
  state: BettorState,
  { value, maxBet }: { readonly value: number; readonly maxBet: number },
): BettorState {
  if (!Number.isFinite(value)) throw new RangeError(`A value of ${value} cannot be bet on.`);
  if (!(maxBet >= 0 && maxBet < Infinity)) throw new RangeError(`A largest bet of ${maxBet} is no bet size.`);
  const excess = betSize(bettor, state, maxBet) * (value - bettor.benchmark);
  const alive = state.lnWealth !== RUINED && excess > -1;
  const lnWealth = alive ? state.lnWealth + Math.log1p(excess) : RUINED;
  const seen = state.seen + 1;
  const mean = state.mean + (value - state.mean) / (seen + 1);
  // Squared distance from the mean that has the value in it, as the authors of these bets count.
  const variance = state.variance + ((value - mean) ** 2 - state.variance) / (seen + 1);
  if (!Number.isFinite(variance)) throw new RangeError(`The square of ${value} is beyond all numbers.`);
  return { seen, mean, variance, lnWealth, peak: Math.max(state.peak, lnWealth) };
}
