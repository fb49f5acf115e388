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

/** For finite numbers the text of JSON is that of `String`. */
function canonicalNumber(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError(`${value} has no JSON form`);
  return String(value);
}

function canonicalObject(value: Record<string, unknown>): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    throw new TypeError(`${Object.prototype.toString.call(value)} has no JSON form`);
  }
  let members = '';
  for (const key of sortedKeys(value)) {
    const member = value[key];
    if (member === undefined) continue;
    members += `${members === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(member)}`;
  }
  return `{${members}}`;
}

/** Most objects have their keys in order: they were canonical once. */
function sortedKeys(value: object): string[] {
  const keys = Object.keys(value);
  for (let at = 1; at < keys.length; at++) if (keys[at - 1]! > keys[at]!) return keys.sort();
  return keys;
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
