import { moments } from './moments.ts';
import type { SharpeSample } from './probabilistic-sharpe.ts';

/** The Sharpe ratio of one period with what its error depends on. Null below two returns and where they do not vary. */
export function sharpeSample(returns: ArrayLike<number>): SharpeSample | null {
  const found = moments(returns);
  if (!found || found.deviation === 0) return null;
  const { count, skewness, kurtosis } = found;
  return { sharpe: found.mean / found.deviation, count, skewness, kurtosis };
}
