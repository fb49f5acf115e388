/**
 * Two-sample Kolmogorov-Smirnov distance: the largest gap between the shares of both samples that do not exceed a
 * value. 0 for samples of one shape, 1 where one ends before the other begins; null when one is empty. What is
 * not finite does not count.
 * @see Smirnov (1948), Annals of Mathematical Statistics 19(2).
 */
export function kolmogorovSmirnov(first: ArrayLike<number>, second: ArrayLike<number>): number | null {
  const [a, b] = [rising(first), rising(second)];
  if (a.length === 0 || b.length === 0) return null;
  let [i, j, distance] = [0, 0, 0];
  while (i < a.length && j < b.length) {
    const value = Math.min(a[i]!, b[j]!);
    while (a[i] === value) i++;
    while (b[j] === value) j++;
    distance = Math.max(distance, Math.abs(i / a.length - j / b.length));
  }
  return distance;
}

const rising = (sample: ArrayLike<number>): Float64Array =>
  Float64Array.from(sample).filter(Number.isFinite).sort();
