import type { MaturedSample } from './sample.ts';
import { uniquenessBySymbol } from './weights.ts';

/**
 * Number of independent observations that `samples` are worth: moments x m / (1 + (m - 1) rho), m the mean number of
 * symbols a moment and rho the mean pairwise correlation of their net returns (held to 0..1), times the mean
 * uniqueness of labels that overlap in time. One symbol and one-bar labels give the plain count.
 */
export function effectiveSize(samples: readonly MaturedSample[]): number {
  if (samples.length === 0) return 0;
  const moments = new Set(samples.map(sample => sample.atMs)).size;
  const perMoment = samples.length / moments;
  const unique = uniquenessBySymbol(samples);
  const meanUniqueness = unique.reduce((sum, value) => sum + value, 0) / samples.length;
  const rho = Math.min(1, Math.max(0, meanCorrelation(samples)));
  return (samples.length / (1 + (perMoment - 1) * rho)) * meanUniqueness;
}

type Returns = Map<number, number>;

/** Mean correlation over the pairs of symbols that share enough moments; 1 when none does (nothing is assumed independent). */
function meanCorrelation(samples: readonly MaturedSample[]): number {
  const bySymbol = Map.groupBy(samples, sample => sample.symbol);
  const series = [...bySymbol.values()].map(
    rows => new Map(rows.map(({ atMs, label }) => [atMs, label.netReturn])),
  );
  const found = series
    .flatMap((a, i) => series.slice(i + 1).map(b => correlation(a, b)))
    .filter(value => value !== null);
  return found.length === 0 ? 1 : found.reduce((sum, value) => sum + value, 0) / found.length;
}

/** Pearson correlation over shared moments; null with fewer than 10 of them or no variation. */
function correlation(a: Returns, b: Returns): number | null {
  const pairs = [...a].flatMap(([moment, x]) => {
    const y = b.get(moment);
    return y === undefined ? [] : [{ x, y }];
  });
  if (pairs.length < 10) return null;
  const meanX = pairs.reduce((sum, { x }) => sum + x, 0) / pairs.length;
  const meanY = pairs.reduce((sum, { y }) => sum + y, 0) / pairs.length;
  let [xy, xx, yy] = [0, 0, 0];
  for (const { x, y } of pairs) {
    xy += (x - meanX) * (y - meanY);
    xx += (x - meanX) ** 2;
    yy += (y - meanY) ** 2;
  }
  return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : null;
}
