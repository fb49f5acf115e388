import type { TrainingSet } from '../learner.ts';

/** How a feature becomes standard: (x - mean) / scale. */
export interface Standard {
  readonly mean: number;
  /** Standard deviation; 1 where the feature never changes. */
  readonly scale: number;
}

/** Standard values are held within this, so that no value, however wild, makes a score that is no number. */
const REACH = 1e6;

/** Deviations below this share of the largest value are rounding. */
const CONSTANT = 1e-12;

export const standardValue = (value: number, { mean, scale }: Standard): number =>
  Math.min(REACH, Math.max(-REACH, (value - mean) / scale));

/** Weighted mean and population standard deviation, taken in parts of the largest value so that nothing overflows. */
export function standardOf(column: Float64Array, weights: Float64Array): Standard {
  let largest = 0;
  for (const value of column) largest = Math.max(largest, Math.abs(value));
  if (largest === 0) return { mean: 0, scale: 1 };
  let [mass, sum, squares] = [0, 0, 0];
  for (let i = 0; i < column.length; i++) {
    mass += weights[i]!;
    sum += weights[i]! * (column[i]! / largest);
  }
  const mean = sum / mass;
  for (let i = 0; i < column.length; i++) squares += weights[i]! * (column[i]! / largest - mean) ** 2;
  const deviation = Math.sqrt(squares / mass);
  const scale = deviation * largest;
  return { mean: mean * largest, scale: deviation > CONSTANT && scale > 0 ? scale : 1 };
}

/** Every feature standardised, as columns of a flat array: feature f of row i is at f * rows + i. */
export function standardColumns(set: TrainingSet, standards: readonly Standard[]): Float64Array {
  const values = new Float64Array(set.rows * standards.length);
  set.columns.forEach((column, f) => {
    for (let i = 0; i < set.rows; i++) values[f * set.rows + i] = standardValue(column[i]!, standards[f]!);
  });
  return values;
}
