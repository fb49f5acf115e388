import { dataError, type HiveError } from '../core/errors.ts';

/** A stored model that is not what its learner writes. `where` is a path in the document, for example `trees[3]`. */
export const modelInvalid = (where: string, what: string): HiveError =>
  dataError({
    code: 'MODEL_INVALID',
    message: `The model file is damaged: ${where} ${what}.`,
    next: 'Train a new model: hive train cycle --force-train',
  });

/** A plain object with exactly the keys `keys`, own and enumerable. @throws HiveError (MODEL_INVALID) */
export function exactObject<Key extends string>(
  value: unknown,
  keys: readonly Key[],
  where: string,
): Readonly<Record<Key, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw modelInvalid(where, 'is not an object');
  }
  const unknownKey = Object.keys(value).find(key => !keys.some(known => known === key));
  if (unknownKey !== undefined)
    throw modelInvalid(where, `has the unknown key ${JSON.stringify(unknownKey)}`);
  const missing = keys.find(key => !Object.hasOwn(value, key));
  if (missing !== undefined) throw modelInvalid(where, `lacks the key "${missing}"`);
  return value as Record<Key, unknown>;
}

export interface LengthBounds {
  readonly min: number;
  readonly max: number;
}

/** An array whose length lies within `bounds`. @throws HiveError (MODEL_INVALID) */
export function boundedArray(value: unknown, bounds: LengthBounds, where: string): readonly unknown[] {
  if (!Array.isArray(value)) throw modelInvalid(where, 'is not a list');
  if (value.length >= bounds.min && value.length <= bounds.max) return value;
  const wanted = bounds.min === bounds.max ? `${bounds.min}` : `${bounds.min} to ${bounds.max}`;
  throw modelInvalid(where, `has ${value.length} entries instead of ${wanted}`);
}

/** A number within [min, max]. @throws HiveError (MODEL_INVALID) */
export function numberWithin(value: unknown, range: { min: number; max: number }, where: string): number {
  if (typeof value === 'number' && value >= range.min && value <= range.max) return value;
  throw modelInvalid(where, `is ${quote(value)}, not a number from ${range.min} to ${range.max}`);
}

/** An integer within [min, max]. @throws HiveError (MODEL_INVALID) */
export function integerWithin(value: unknown, range: { min: number; max: number }, where: string): number {
  if (Number.isInteger(value)) return numberWithin(value, range, where);
  throw modelInvalid(where, `is ${quote(value)}, not a whole number`);
}

/** Sums of rounded shares miss 1 by less than this. */
const SHARE_TOLERANCE = 1e-9;

/** One share per feature, non-negative, that sum to 1 or are all 0. @throws HiveError (MODEL_INVALID) */
export function readImportance(value: unknown, featureCount: number): number[] {
  const shares = boundedArray(value, { min: featureCount, max: featureCount }, 'importance').map((share, f) =>
    numberWithin(share, { min: 0, max: 1 }, `importance[${f}]`),
  );
  const sum = shares.reduce((total, share) => total + share, 0);
  if (sum === 0 || Math.abs(sum - 1) <= SHARE_TOLERANCE) return shares;
  throw modelInvalid('importance', `sums to ${sum} instead of 1`);
}

/** Divides by the sum, so that the shares sum to 1; all 0 when nothing was gained anywhere. */
export function toShares(amounts: ArrayLike<number>): number[] {
  const list = Array.from(amounts);
  const sum = list.reduce((total, amount) => total + amount, 0);
  return list.map(amount => (sum > 0 ? amount / sum : 0));
}

function quote(value: unknown): string {
  const text = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? typeof value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
