import { cellPriors, type MixtureOptions } from './cells.ts';

/** How long a mixture ran, and how often the sequence of cells it is compared with changes. */
export interface SwitchingPath {
  readonly experts: number;
  readonly epochs: number;
  readonly switches: number;
}

/**
 * The most nats that ln wealth can be below the best sequence of cells (an expert at a bet size, or cash) with so
 * many switches. A path's prior weight is what it costs: ln 1/p for the first cell, ln 1/(share p) for each switch
 * and ln 1/(1 - share + share p) for each epoch that stays, p being the smallest prior of a cell; several shares
 * cost ln of their number more than the best of them. There is no term that grows with the root of time.
 * Infinity when no share lets weight move but the path does.
 * @see Herbster and Warmuth (1998), Machine Learning 32, theorem 1
 */
export function regretBound(options: MixtureOptions, path: SwitchingPath): number {
  const bounds = options.shares.map(share => boundOf(share, smallestPrior(options, path.experts), path));
  return Math.min(...bounds) + Math.log(options.shares.length);
}

function smallestPrior(options: MixtureOptions, experts: number): number {
  const { expert, cash } = cellPriors(options, experts);
  return Math.min(...[expert, cash].filter(prior => prior > 0));
}

function boundOf(share: number, prior: number, { epochs, switches }: SwitchingPath): number {
  const start = -Math.log(prior);
  if (epochs === 0) return start;
  const moves = switches === 0 ? 0 : -switches * Math.log(share * prior);
  return start + moves - (epochs - 1 - switches) * Math.log(1 - share + share * prior);
}
