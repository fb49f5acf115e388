/**
 * How far each value is below the highest before it, a fraction: 0 at a peak, else negative. Null where that is
 * undefined, below a peak that is not positive.
 */
export function underwater(values: readonly number[]): (number | null)[] {
  let peak = Number.NEGATIVE_INFINITY;
  return values.map(value => {
    peak = Math.max(peak, value);
    return peak > 0 ? value / peak - 1 : null;
  });
}
