const BINS = 10;

export interface Reliability {
  readonly from: number;
  /** Exclusive but for the last bin. */
  readonly to: number;
  readonly n: number;
  /** Null when the bin is empty. */
  readonly meanProbability: number | null;
  /** Share of outcomes that were 1. */
  readonly observed: number | null;
}

/**
 * Reliability diagram over ten equal-width bins of the probability, those of `calibrationError`: how often came
 * true what was said with each probability. @see DeGroot and Fienberg (1983), The Statistician 32.
 */
export function reliability(probabilities: ArrayLike<number>, outcomes: ArrayLike<number>): Reliability[] {
  const bins = Array.from({ length: BINS }, () => ({ n: 0, said: 0, came: 0 }));
  for (let i = 0; i < probabilities.length; i++) {
    const bin = bins[Math.min(BINS - 1, Math.floor(probabilities[i]! * BINS))]!;
    bin.n++;
    bin.said += probabilities[i]!;
    bin.came += outcomes[i]!;
  }
  return bins.map(({ n, said, came }, at) => ({
    from: at / BINS,
    to: (at + 1) / BINS,
    n,
    meanProbability: n === 0 ? null : said / n,
    observed: n === 0 ? null : came / n,
  }));
}
