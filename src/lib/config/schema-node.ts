/** The part of a JSON Schema (draft 2020-12) that zod writes for the configuration. */
export interface SchemaNode {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly multipleOf?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
}

/** One value that can be set. */
export interface ConfigKey {
  /** Dotted: `risk.maxOrderUsd`. */
  readonly path: string;
  readonly node: SchemaNode;
}

/** Every setting of a schema of the configuration, in its order; `$schema` only helps editors. */
export const keysIn = (schema: SchemaNode): ConfigKey[] =>
  leaves(schema, '').filter(({ path }) => path !== '$schema');

function leaves(node: SchemaNode, path: string): ConfigKey[] {
  if (!node.properties) return [{ path, node }];
  return Object.entries(node.properties).flatMap(([name, child]) =>
    leaves(child, path === '' ? name : `${path}.${name}`),
  );
}
