import { dataError } from '../core/errors.ts';
import type { TrainingSet } from './learner.ts';

/**
 * Refuses a training set that breaks its contract: no rows, columns of other lengths, labels beside 0 and 1,
 * values that are not finite, weights that are negative or all zero.
 * @throws HiveError (data, TRAINING_SET_INVALID)
 */
export function checkTrainingSet(set: TrainingSet): void {
  const flaw = flawOf(set);
  if (flaw === null) return;
  throw dataError({
    code: 'TRAINING_SET_INVALID',
    message: `Cannot train: ${flaw}.`,
    next: 'Check the stored bars with `hive data verify`, and that there are matured samples.',
  });
}

function flawOf({ rows, columns, labels, weights }: TrainingSet): string | null {
  if (rows < 1 || columns.length < 1) return `the set has ${rows} rows and ${columns.length} features`;
  if ([...columns, labels, weights].some(column => column.length !== rows)) {
    return `a column is not ${rows} rows long`;
  }
  const broken = columns.findIndex(column => !allFinite(column));
  if (broken >= 0) return `feature ${broken} has a value that is not finite`;
  if (labels.some(label => label > 1)) return 'a label is neither 0 nor 1';
  if (!weights.every(weight => weight >= 0 && weight < Infinity)) return 'a weight is negative or not finite';
  return weights.some(weight => weight > 0) ? null : 'all weights are zero';
}

function allFinite(column: Float64Array): boolean {
  for (let row = 0; row < column.length; row++) if (!Number.isFinite(column[row])) return false;
  return true;
}

/** @throws RangeError when `row` has not `featureCount` finite values: a missing feature is never scored. */
export function checkRow(row: ArrayLike<number>, featureCount: number): void {
  if (row.length !== featureCount) {
    throw new RangeError(`a row of ${row.length} values for ${featureCount} features`);
  }
  for (let f = 0; f < featureCount; f++) {
    if (!Number.isFinite(row[f])) throw new RangeError(`feature ${f} is ${row[f]}`);
  }
}
