/**
 * Statistics of the `width` values that end at index `last`. Each call reads its window anew, oldest first:
 * nothing is carried over, so sums cannot drift and a value depends on its window alone.
 */
export function windowMean(values: Float64Array, last: number, width: number): number {
  let sum = 0;
  for (let i = last - width + 1; i <= last; i++) sum += values[i]!;
  return sum / width;
}

/** Population standard deviation (divides by `width`), in two passes. */
export function windowSd(values: Float64Array, last: number, width: number): number {
  const mean = windowMean(values, last, width);
  let squares = 0;
  for (let i = last - width + 1; i <= last; i++) squares += (values[i]! - mean) ** 2;
  return Math.sqrt(squares / width);
}

/** Simple return of the bar at `index`: close over previous close, less one. */
export const simpleReturn = (closes: Float64Array, index: number): number =>
  closes[index]! / closes[index - 1]! - 1;

/** Fills `returns` with the simple returns of the bars that end at `last`, oldest first. */
export function fillReturns(closes: Float64Array, last: number, returns: Float64Array): void {
  const first = last - returns.length + 1;
  for (let i = 0; i < returns.length; i++) returns[i] = simpleReturn(closes, first + i);
}
