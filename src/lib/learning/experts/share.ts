import { RUINED } from '../evidence/wealth.ts';

/** In place of a factor: the cell sleeps. */
export const ASLEEP = -1;

/** A weight below this is 0: no evidence brings it back, and subnormal numbers are a hundred times slower. */
const NOTHING = 1e-300;

export interface ShareStep {
  /** One weight a cell, sum 1. */
  readonly weights: readonly number[];
  /** What each cell's wealth is multiplied by: 0 or more, or ASLEEP. */
  readonly factors: ArrayLike<number>;
  /** Where shared weight goes, one a cell, sum 1. */
  readonly prior: ArrayLike<number>;
  /** Share of the weight that moves to the prior in one epoch, 0 to 1. */
  readonly share: number;
}

export interface Shared {
  readonly weights: readonly number[];
  /** ln of what the mixture's wealth is multiplied by; RUINED when every cell that is awake has lost all. */
  readonly lnMix: number;
}

/**
 * One epoch of Fixed-Share on wealth: the mixture gains the mean factor of the cells that are awake, each cell's
 * weight follows its factor, then `share` of all weight is spread over the prior. A cell that sleeps has the
 * mixture's own factor. Mixtures that have lost all begin again at the prior.
 * @see Herbster and Warmuth (1998), Machine Learning 32; Singer (1997), switching portfolios; Freund, Schapire,
 * Singer and Warmuth (1997), STOC, for experts that sleep.
 */
export function fixedShare({ weights, factors, prior, share }: ShareStep): Shared {
  let awake = 0;
  let gained = 0;
  for (let c = 0; c < weights.length; c++) {
    const factor = factors[c]!;
    if (factor < 0) continue;
    awake += weights[c]!;
    gained += weights[c]! * factor;
  }
  const mix = awake > 0 ? gained / awake : 1;
  if (!(mix > 0)) return { weights: Array.from(prior), lnMix: RUINED };
  const next = new Array<number>(weights.length);
  const keep = (1 - share) / mix;
  for (let c = 0; c < weights.length; c++) {
    const factor = factors[c]!;
    const kept = factor < 0 ? weights[c]! * (1 - share) : weights[c]! * factor * keep;
    const weight = kept + share * prior[c]!;
    next[c] = weight < NOTHING ? 0 : weight;
  }
  return { weights: next, lnMix: Math.log(mix) };
}
