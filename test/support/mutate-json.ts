import fc from 'fast-check';

type Container = Record<string, unknown> | unknown[];

interface Place {
  readonly parent: Container;
  readonly key: string | number;
}

export interface Mutation {
  /** Picks a place in the document. */
  readonly pick: number;
  readonly kind: 'replace' | 'delete' | 'insert' | 'repeat';
  readonly value: unknown;
}

const awkward = fc.constantFrom<unknown>(
  NaN,
  Infinity,
  -Infinity,
  -0,
  1e308,
  2 ** 31,
  2 ** 53,
  0.5,
  -1,
  -257,
);

/** One random change of a JSON document. */
export const mutations: fc.Arbitrary<Mutation> = fc.record({
  pick: fc.nat(),
  kind: fc.constantFrom('replace', 'delete', 'insert', 'repeat'),
  value: fc.oneof(fc.jsonValue({ maxDepth: 2 }), awkward, fc.integer(), fc.double()),
});

/** A changed copy of `json`. */
export function mutated(json: unknown, mutation: Mutation): unknown {
  const holder = { root: structuredClone(json) };
  const places = placesOf(holder, 'root');
  const place = places[mutation.pick % places.length]!;
  apply(place, mutation);
  return holder.root;
}

const isContainer = (value: unknown): value is Container => typeof value === 'object' && value !== null;

const read = ({ parent, key }: Place): unknown => (parent as Record<string | number, unknown>)[key];

function placesOf(parent: Container, key: string | number): Place[] {
  const place = { parent, key };
  const value = read(place);
  if (!isContainer(value)) return [place];
  const keys: (string | number)[] = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  return [place, ...keys.flatMap(inner => placesOf(value, inner))];
}

function apply({ parent, key }: Place, { kind, value }: Mutation): void {
  if (Array.isArray(parent) && typeof key === 'number') applyToList(parent, key, { kind, value });
  else applyToObject(parent as Record<string, unknown>, String(key), { kind, value });
}

function applyToList(list: unknown[], at: number, { kind, value }: Omit<Mutation, 'pick'>): void {
  if (kind === 'replace') list[at] = value;
  if (kind === 'delete') list.splice(at, 1);
  if (kind === 'insert') list.splice(at, 0, value);
  if (kind === 'repeat') list.push(...structuredClone(list));
}

function applyToObject(
  object: Record<string, unknown>,
  key: string,
  { kind, value }: Omit<Mutation, 'pick'>,
): void {
  if (kind === 'replace' || kind === 'repeat') object[key] = value;
  if (kind === 'delete') delete object[key];
  if (kind === 'insert') define(object, typeof value === 'string' ? value : '__proto__', value);
}

/** Makes an own property, as JSON.parse does, where an assignment to `__proto__` would not. */
function define(object: Record<string, unknown>, key: string, value: unknown): void {
  Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
}
