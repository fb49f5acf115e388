import { boundedArray, exactObject, numberWithin } from '../model-reader.ts';
import type { LogisticParts } from './logistic-model.ts';

/** Far above what training makes, and small enough for no score to overflow. */
const MAX_COEFFICIENT = 1e9;

const COEFFICIENT = { min: -MAX_COEFFICIENT, max: MAX_COEFFICIENT };
const ANY = { min: -Number.MAX_VALUE, max: Number.MAX_VALUE };
const POSITIVE = { min: Number.MIN_VALUE, max: Number.MAX_VALUE };

/**
 * Reads what `LogisticModel.toJSON` wrote and nothing else.
 * @throws HiveError (data, MODEL_INVALID) that says what is wrong and where.
 */
export function parseLogistic(json: unknown, featureCount: number): LogisticParts {
  const model = exactObject(json, ['bias', 'means', 'scales', 'slopes'], 'the model');
  const numbers = (key: 'means' | 'scales' | 'slopes', range: { min: number; max: number }) =>
    boundedArray(model[key], { min: featureCount, max: featureCount }, key).map((value, f) =>
      numberWithin(value, range, `${key}[${f}]`),
    );
  const scales = numbers('scales', POSITIVE);
  return {
    bias: numberWithin(model.bias, COEFFICIENT, 'bias'),
    slopes: numbers('slopes', COEFFICIENT),
    standards: numbers('means', ANY).map((mean, f) => ({ mean, scale: scales[f]! })),
  };
}
