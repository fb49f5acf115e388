/** Bet sizes, as shares of wealth for one unit of gain, and how the first wealth of 1 is split over them (sum 1). */
export interface BetGrid {
  readonly sizes: readonly number[];
  readonly prior: readonly number[];
}

/** For gains in units of predictable volatility: no size can lose all to a fall of less than eight deviations. */
export const MONEY_GRID: BetGrid = { sizes: [1 / 8, 1 / 16, 1 / 32, 1 / 64], prior: [0.4, 0.2, 0.2, 0.2] };

/** ln of a wealth that is gone for good. JSON has no -Infinity; e to the power of this is 0. */
export const RUINED = -1e6;

export interface WealthState {
  /** ln of the wealth of each size, from 0; RUINED once it has lost all. */
  readonly logs: readonly number[];
  readonly epochs: number;
  /** How many sizes lost all: each is a loss beyond what the caller had called sure. */
  readonly violations: number;
  /** Highest ln wealth so far, the start included. */
  readonly peak: number;
}

export interface Gain {
  /** Net gain of one epoch in units of the volatility known before it. */
  readonly gain: number;
  /** Sizes are cut to this for the epoch: less than the reciprocal of the largest loss that can happen. */
  readonly maxBet: number;
}

export const newWealth = (grid: BetGrid): WealthState => ({
  logs: grid.sizes.map(() => 0),
  epochs: 0,
  violations: 0,
  peak: 0,
});

/**
 * Wealth after one more epoch of a gambler who stakes each size on the strategy: every W_j becomes
 * W_j (1 + min(λ_j, maxBet) d). While the strategy gains nothing on average, whatever happened before, the mixed
 * wealth is a non-negative supermartingale from 1, so P(it ever reaches 1 / α) ≤ α, however often one looks
 * (Ville's inequality). Losses count in full: to clip them would void that bound. A size whose factor is not
 * positive is ruined for good.
 * @throws RangeError when the gain is not finite, maxBet is not a finite number from 0 on, or the state is not
 * one of this grid; the state is untouched.
 * @see Waudby-Smith and Ramdas (2024), JRSS B 86(1); Ville (1939)
 */
export function bet(grid: BetGrid, state: WealthState, { gain, maxBet }: Gain): WealthState {
  const { sizes } = grid;
  check(gain, maxBet);
  if (state.logs.length !== sizes.length) throw new RangeError('The wealth is not one of these bet sizes.');
  const logs = state.logs.slice();
  let { violations } = state;
  for (let j = 0; j < sizes.length; j++) {
    if (logs[j]! === RUINED) continue;
    const excess = Math.min(sizes[j]!, maxBet) * gain;
    if (excess > -1) logs[j]! += Math.log1p(excess);
    else {
      logs[j] = RUINED;
      violations++;
    }
  }
  return { logs, epochs: state.epochs + 1, violations, peak: highest(grid, logs, state.peak) };
}

function highest({ prior }: BetGrid, logs: readonly number[], peak: number): number {
  // A mean is never above the largest: most epochs need no exponentials.
  for (let j = 0; j < logs.length; j++) if (logs[j]! > peak) return Math.max(peak, lnMixture(prior, logs));
  return peak;
}

function check(gain: number, maxBet: number): void {
  if (!Number.isFinite(gain)) throw new RangeError(`A gain of ${gain} cannot be bet on.`);
  if (!(maxBet >= 0 && maxBet < Infinity)) throw new RangeError(`A largest bet of ${maxBet} is no bet size.`);
}

/** ln of the mixed wealth, the evidence ln E: the mean of the sizes' wealth by their prior. */
export const lnWealth = (grid: BetGrid, state: WealthState): number => lnMixture(grid.prior, state.logs);

function lnMixture(prior: readonly number[], logs: readonly number[]): number {
  let top = -Infinity;
  for (let j = 0; j < logs.length; j++) if (logs[j]! > top) top = logs[j]!;
  let sum = 0;
  for (let j = 0; j < logs.length; j++) sum += prior[j]! * Math.exp(logs[j]! - top);
  return top + Math.log(sum);
}
