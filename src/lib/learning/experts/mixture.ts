import { RUINED } from '../evidence/wealth.ts';
import { type MixtureOptions, type MixtureState, mixturePrior } from './cells.ts';
import { logMean, sharesOfLogs } from './log-mean.ts';
import { ASLEEP, fixedShare } from './share.ts';

export type { MixtureLevel, MixtureOptions, MixtureState } from './cells.ts';
export { type NamedExpert, withExperts } from './change-experts.ts';
export { regretBound, type SwitchingPath } from './regret-bound.ts';

export interface MixtureStep {
  /** Net return of one epoch per expert, in units of the predictable volatility; null: the expert sleeps. */
  readonly gains: readonly (number | null)[];
  /** Cap on every bet size in this epoch. */
  readonly maxBet: number;
}

export const DEFAULT_MIXTURE: MixtureOptions = {
  bets: [1 / 8, 1 / 8, 1 / 16, 1 / 32, 1 / 64],
  cashPrior: 0.2,
  shares: [0, 0.0005, 0.002, 0.01],
};

/**
 * A mixture with a wealth of 1 and its prior weights.
 * @throws RangeError when an expert is named twice, or an option is out of range
 */
export function newMixture(options: MixtureOptions, experts: readonly string[]): MixtureState {
  checkOptions(options);
  if (new Set(experts).size !== experts.length) throw new RangeError('an expert is named twice');
  const weights = mixturePrior(options, experts.length);
  const levels = options.shares.map(share => ({ share, lnWealth: 0, weights }));
  return { experts: [...experts], levels, lnWealth: 0, epochs: 0 };
}

function checkOptions({ bets, cashPrior, shares }: MixtureOptions): void {
  const isShare = (value: number) => value >= 0 && value <= 1;
  if (bets.length === 0 || !bets.every(bet => bet > 0 && bet <= 1)) throw new RangeError(`bets ${bets}`);
  if (!isShare(cashPrior)) throw new RangeError(`cash prior ${cashPrior}`);
  if (shares.length === 0 || !shares.every(isShare)) throw new RangeError(`shares ${shares}`);
}

/**
 * One epoch of the wealth-weighted mixture: a cell of expert k at bet size b multiplies its wealth by
 * 1 + min(b, maxBet) gain_k, cash by 1, an expert that sleeps by what the mixture itself gains. A factor of 0 or
 * less ends the cell (its loss is not clipped away: the weight is 0 until shared weight revives it). The weights
 * are settled before the gains are seen, so that the wealth is an e-process for "no expert has an edge".
 * @see Cover (1991), universal portfolios; Herbster and Warmuth (1998); Singer (1997)
 * @throws RangeError on a gain or cap that is not finite, and on gains or weights of another number of experts
 */
export function advance(options: MixtureOptions, state: MixtureState, step: MixtureStep): MixtureState {
  checkStep(state, step);
  const factors = cellFactors(options, step);
  const prior = mixturePrior(options, state.experts.length);
  const levels = state.levels.map(({ share, lnWealth, weights }) => {
    if (weights.length !== factors.length) throw new RangeError(`${weights.length} weights`);
    const shared = fixedShare({ weights, factors, prior, share });
    return { share, lnWealth: Math.max(RUINED, lnWealth + shared.lnMix), weights: shared.weights };
  });
  const lnWealth = logMean(levels.map(level => level.lnWealth));
  return { experts: state.experts, levels, lnWealth, epochs: state.epochs + 1 };
}

function checkStep({ experts }: MixtureState, { gains, maxBet }: MixtureStep): void {
  if (gains.length !== experts.length) {
    throw new RangeError(`${gains.length} gains for ${experts.length} experts`);
  }
  if (!(maxBet >= 0 && maxBet < Infinity)) throw new RangeError(`the cap on bets is ${maxBet}`);
  for (let k = 0; k < gains.length; k++) {
    if (gains[k] !== null && !Number.isFinite(gains[k])) {
      throw new RangeError(`the gain of ${experts[k]} is ${gains[k]}`);
    }
  }
}

function cellFactors({ bets }: MixtureOptions, { gains, maxBet }: MixtureStep): number[] {
  const factors = new Array<number>(gains.length * bets.length + 1);
  let cell = 0;
  for (let k = 0; k < gains.length; k++) {
    const gain = gains[k]!;
    for (let j = 0; j < bets.length; j++) {
      if (gain === null) {
        factors[cell++] = ASLEEP;
        continue;
      }
      const bet = bets[j]!;
      const factor = 1 + (bet < maxBet ? bet : maxBet) * gain;
      factors[cell++] = factor > 0 ? factor : 0;
    }
  }
  factors[cell] = 1;
  return factors;
}

/** Weight of each level: its share of the wealth. */
const levelShares = (state: MixtureState): number[] =>
  sharesOfLogs(state.levels.map(level => level.lnWealth));

/** Weight of every cell over all levels, sum 1, in the order of a level's weights. */
function cellWeights(state: MixtureState): Float64Array {
  const shares = levelShares(state);
  const cells = new Float64Array(state.levels[0]!.weights.length);
  state.levels.forEach(({ weights }, l) => {
    const share = shares[l]!;
    for (let c = 0; c < cells.length; c++) cells[c]! += share * weights[c]!;
  });
  return cells;
}

/** Weight of each expert over its cells and all levels, and of cash; they sum to 1. */
export function expertWeights(
  { bets }: MixtureOptions,
  state: MixtureState,
): { readonly weights: readonly number[]; readonly cash: number } {
  const cells = cellWeights(state);
  const weights = state.experts.map((_, k) => {
    let sum = 0;
    for (let j = 0; j < bets.length; j++) sum += cells[k * bets.length + j]!;
    return sum;
  });
  return { weights, cash: cells[cells.length - 1]! };
}

/**
 * The exposure that the mixture bets on: the mean of the experts' exposures by weight times bet size, over those
 * awake; 0 when none is. Cash bets nothing, so its weight does not count here: how much evidence there is for any
 * bet scales the size elsewhere.
 * @throws RangeError on an exposure that is not finite, or another number of them than experts
 */
export function mixtureExposure(
  { bets }: MixtureOptions,
  state: MixtureState,
  exposures: readonly (number | null)[],
): number {
  if (exposures.length !== state.experts.length) {
    throw new RangeError(`${exposures.length} exposures for ${state.experts.length} experts`);
  }
  const cells = cellWeights(state);
  let all = 0;
  let exposed = 0;
  for (let k = 0; k < exposures.length; k++) {
    const exposure = exposures[k]!;
    if (exposure === null) continue;
    if (!Number.isFinite(exposure))
      throw new RangeError(`the exposure of ${state.experts[k]} is ${exposure}`);
    let stake = 0;
    for (let j = 0; j < bets.length; j++) stake += cells[k * bets.length + j]! * bets[j]!;
    all += stake;
    exposed += stake * exposure;
  }
  return all > 0 ? exposed / all : 0;
}
