import { normalCdf } from './normal.ts';

/** A Sharpe ratio and what its error depends on. All ratios are of one period (a day), not of a year. */
export interface SharpeSample {
  readonly sharpe: number;
  /** Returns it is made of. */
  readonly count: number;
  readonly skewness: number;
  /** 3 for normal returns. */
  readonly kurtosis: number;
}

/** 1 - γ₃ SR + (γ₄ - 1) / 4 × SR²: how much wider than 1 / (n - 1) the variance of the ratio is. */
export const sharpeVarianceFactor = ({ sharpe, skewness, kurtosis }: SharpeSample): number =>
  1 - skewness * sharpe + ((kurtosis - 1) / 4) * sharpe * sharpe;

/**
 * Probabilistic Sharpe ratio: probability that the true ratio is above `benchmark`,
 * Φ((SR - SR*) √(n - 1) / √(1 - γ₃ SR + (γ₄ - 1) / 4 × SR²)). It takes returns as independent of each other. Null
 * below two returns, and where skewness and kurtosis are so extreme that the variance is not positive.
 * @param benchmark ratio of one period
 * @see Bailey and López de Prado (2012), Journal of Risk 15(2)
 */
export function probabilisticSharpe(sample: SharpeSample, benchmark = 0): number | null {
  const factor = sharpeVarianceFactor(sample);
  if (sample.count < 2 || !(factor > 0)) return null;
  return normalCdf(((sample.sharpe - benchmark) * Math.sqrt(sample.count - 1)) / Math.sqrt(factor));
}
