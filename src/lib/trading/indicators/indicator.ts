/**
 * One number a bar from one column of prices, fed in chunks of any size: what it has read stays with it, so the
 * numbers do not depend on where chunks end. Inputs must be finite; missing prices are refused before they get here.
 */
export interface Indicator {
  /** Index, counted from the first value read, of the first number; NaN before it. */
  readonly firstIndex: number;
  /** Reads `values` (they follow those of the last call) and writes one number for each into `out`, which is at least as long. */
  advance(values: Float64Array, out: Float64Array): void;
}

/** All numbers of a whole column, for tests and small work. */
export function indicatorOf(indicator: Indicator, values: Float64Array): Float64Array {
  const out = new Float64Array(values.length);
  indicator.advance(values, out);
  return out;
}
