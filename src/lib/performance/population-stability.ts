const BINS = 10;
/** Added to the count of each bin of both samples: an empty bin would make the index infinite. */
const SMOOTHING = 0.5;
/** Standard normal quantile at 0.95. */
const Z = 1.6448536269514722;

export interface PopulationStability {
  /** 0 when both are spread alike over the bins; null without values or with one bin only. */
  readonly index: number | null;
  /** What chance alone stays below in 95 of 100 cases where nothing has changed; null where `index` is. */
  readonly byChance: number | null;
  /** Share of each sample in each bin. */
  readonly reference: readonly number[];
  readonly current: readonly number[];
}

/**
 * Population stability index of `current` against `reference`: the sum over bins of (c - r) ln(c / r), c and r their
 * shares with half a case added to each bin. Bins are the ten between the deciles of the reference, each with its
 * upper end; equal deciles make one bin. Below 0.1 is usually called stable, from 0.25 on a shift.
 * Of independent values that did not change it is about chi-squared with bins - 1 degrees of freedom, times
 * 1/n + 1/m; values that depend on each other move more.
 * @see Siddiqi (2006), Credit Risk Scorecards.
 * @see Yurdakul and Naranjo (2020), Journal of Risk Model Validation 14(4), for the distribution.
 */
export function populationStability(
  reference: ArrayLike<number>,
  current: ArrayLike<number>,
): PopulationStability {
  const edges = upperEdges(reference);
  const [then, now] = [countsIn(edges, reference), countsIn(edges, current)];
  const [from, to] = [shares(then, reference.length), shares(now, current.length)];
  if (reference.length === 0 || current.length === 0 || then.length < 2)
    return { index: null, byChance: null, reference: from, current: to };
  const noise = (1 / reference.length + 1 / current.length) * chiSquared95(then.length - 1);
  return { index: indexOf(then, now), byChance: noise, reference: from, current: to };
}

/** Deciles of the sample, the smallest value at or above each share, without repetitions. */
function upperEdges(sample: ArrayLike<number>): number[] {
  const sorted = Float64Array.from(sample).sort();
  if (sorted.length === 0) return [];
  const edges = Array.from(
    { length: BINS - 1 },
    (_, bin) => sorted[Math.ceil(((bin + 1) * sorted.length) / BINS) - 1]!,
  );
  return [...new Set(edges)];
}

/** One more bin than there are edges: the last takes what is above all of them. */
function countsIn(edges: readonly number[], sample: ArrayLike<number>): number[] {
  const counts = new Array<number>(edges.length + 1).fill(0);
  for (let i = 0; i < sample.length; i++) {
    const bin = edges.findIndex(edge => sample[i]! <= edge);
    counts[bin === -1 ? edges.length : bin]!++;
  }
  return counts;
}

const shares = (counts: readonly number[], total: number): number[] =>
  total === 0 ? [] : counts.map(count => count / total);

function indexOf(reference: readonly number[], current: readonly number[]): number {
  const [r, c] = [smoothed(reference), smoothed(current)];
  return r.reduce((sum, share, bin) => sum + (c[bin]! - share) * Math.log(c[bin]! / share), 0);
}

function smoothed(counts: readonly number[]): number[] {
  const total = counts.reduce((sum, count) => sum + count + SMOOTHING, 0);
  return counts.map(count => (count + SMOOTHING) / total);
}

/** 95 % quantile of chi-squared, to a percent from 2 degrees on. @see Wilson and Hilferty (1931), PNAS 17(12). */
function chiSquared95(degrees: number): number {
  const ninth = 2 / (9 * degrees);
  return degrees * (1 - ninth + Z * Math.sqrt(ninth)) ** 3;
}
