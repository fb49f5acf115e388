export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

/**
 * JSON with object keys sorted by code unit and no white space: equal values give equal bytes.
 * Keys whose value is `undefined` are left out.
 * @throws TypeError on a number that JSON cannot hold (NaN, infinities), and on anything but plain objects, arrays
 * and simple values: a Date or a typed array would lose its content.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') return canonicalNumber(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object') return canonicalObject(value as Record<string, unknown>);
  throw new TypeError(`${typeof value} has no JSON form`);
}

function canonicalNumber(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError(`${value} has no JSON form`);
  return JSON.stringify(value);
}

function canonicalObject(value: Record<string, unknown>): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    throw new TypeError(`${Object.prototype.toString.call(value)} has no JSON form`);
  }
  const members = Object.keys(value)
    .filter(key => value[key] !== undefined)
    .sort()
    .map(key => `${JSON.stringify(key)}:${canonicalJson(value[key])}`);
  return `{${members.join(',')}}`;
}

/**
 * Whether `text`, which was parsed into `value`, is `canonicalJson(value)`. Quicker than making that text: the engine's
 * own text is the canonical one where all keys are in order.
 */
export const isCanonical = (value: unknown, text: string): boolean =>
  (isSorted(value) && JSON.stringify(value) === text) || canonicalJson(value) === text;

function isSorted(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every(isSorted);
  const keys = Object.keys(value);
  const members = value as Readonly<Record<string, unknown>>;
  return keys.every((key, at) => (at === 0 || keys[at - 1]! < key) && isSorted(members[key]));
}
