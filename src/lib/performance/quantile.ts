/**
 * The value below which a share `at` of the sorted values lies, linear between neighbours (type 7 of Hyndman and
 * Fan, the default of R and NumPy). Null without values.
 * @param sorted values in rising order
 * @param at within [0, 1]
 * @see Hyndman and Fan (1996), The American Statistician 50(4).
 */
export function quantile(sorted: ArrayLike<number>, at: number): number | null {
  if (sorted.length === 0) return null;
  const place = (sorted.length - 1) * at;
  const below = Math.floor(place);
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
  return low + (high - low) * (place - below);
}

/** Middle value of numbers in any order; the mean of the two middle ones when their count is even. */
export const median = (values: ArrayLike<number>): number | null =>
  quantile(Float64Array.from(values).sort(), 0.5);
