import { z } from 'zod';
import { configSchema } from './schema.ts';
import { type ConfigKey, keysIn, type SchemaNode } from './schema-node.ts';
import { valueAt } from './values-tree.ts';

export type { ConfigKey, SchemaNode };

/** JSON Schema of hive.config.json as a user writes it: everything optional, with defaults. */
export function configJsonSchema(): Record<string, unknown> {
  const written = z.toJSONSchema(configSchema, { io: 'input', target: 'draft-2020-12' });
  return { ...withDefaults(written as SchemaNode, configSchema.parse({})), title: 'hive.config.json' };
}

/** zod leaves out the default of a value that is transformed, such as a list of symbols. */
function withDefaults(node: SchemaNode, value: unknown): SchemaNode {
  if (!node.properties) return value === undefined ? node : { ...node, default: value };
  const properties = Object.entries(node.properties).map(([name, child]) => [
    name,
    withDefaults(child, valueAt(value, name)),
  ]);
  return { ...node, properties: Object.fromEntries(properties) };
}

let cached: readonly ConfigKey[] | undefined;

/** Every setting in the order of the schema. */
export function configKeys(): readonly ConfigKey[] {
  cached ??= keysIn(configJsonSchema() as SchemaNode);
  return cached;
}

/** Paths of all settings and of the sections that hold them. */
export const withSections = (keys: readonly ConfigKey[]): string[] => [
  ...new Set(keys.flatMap(({ path }) => path.split('.').map((_, i, all) => all.slice(0, i + 1).join('.')))),
];

/** What a key may hold, for messages and for the table in the documentation. */
export function allowedValues(node: SchemaNode): string {
  if (node.enum) return node.enum.join(', ');
  if (node.type === 'array')
    return `list of ${node.minItems ?? 0} to ${node.maxItems ?? 'any number of'} texts`;
  if (node.type === 'number' || node.type === 'integer') return numberRange(node);
  return node.type === 'string' ? 'text' : (node.type ?? 'any value');
}

function numberRange({ type, minimum, maximum, multipleOf }: SchemaNode): string {
  const noun = type === 'integer' ? 'whole number' : 'number';
  // zod writes the safe integers as the range of an integer that has no other.
  const top = maximum === Number.MAX_SAFE_INTEGER ? undefined : maximum;
  const steps = multipleOf === undefined ? '' : ` in steps of ${multipleOf}`;
  if (minimum !== undefined && top !== undefined) return `${noun} from ${minimum} to ${top}${steps}`;
  if (minimum !== undefined) return `${noun} of at least ${minimum}${steps}`;
  return top === undefined ? noun + steps : `${noun} of at most ${top}${steps}`;
}
