export interface MixtureOptions {
  /** Bet sizes; each expert has one cell a size. A size that comes twice has twice the prior. */
  readonly bets: readonly number[];
  /** Prior weight of the cell that never bets; the experts' cells have equal parts of the rest. */
  readonly cashPrior: number;
  /** Shares of weight that move back to the prior each epoch, mixed by Bayes; one alone is fixed. */
  readonly shares: readonly number[];
}

/** One Fixed-Share mixture. */
export interface MixtureLevel {
  readonly share: number;
  readonly lnWealth: number;
  /** One weight a cell, sum 1: the bets of the first expert, of the second and so on, cash last. */
  readonly weights: readonly number[];
}

export interface MixtureState {
  readonly experts: readonly string[];
  readonly levels: readonly MixtureLevel[];
  /** ln of the wealth that 1 has become; the mean of the levels' wealth. */
  readonly lnWealth: number;
  readonly epochs: number;
}

/** Prior weight of one cell of an expert, and of cash: all of it when there are no experts. */
export function cellPriors(options: MixtureOptions, experts: number): { expert: number; cash: number } {
  if (experts === 0) return { expert: 0, cash: 1 };
  return { expert: (1 - options.cashPrior) / (experts * options.bets.length), cash: options.cashPrior };
}

/** The prior of all cells, in their order. */
export function mixturePrior(options: MixtureOptions, experts: number): number[] {
  const { expert, cash } = cellPriors(options, experts);
  const prior = new Array<number>(experts * options.bets.length + 1).fill(expert);
  prior[prior.length - 1] = cash;
  return prior;
}
