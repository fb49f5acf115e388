/** A configuration as it is written: nested objects without prototypes. */
export type Tree = Record<string, unknown>;

const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value at a dotted path; undefined when there is none. */
export function valueAt(tree: unknown, path: string): unknown {
  let node: unknown = tree;
  for (const name of path.split('.')) {
    if (!isTree(node) || !Object.hasOwn(node, name)) return undefined;
    node = node[name];
  }
  return node;
}

/** A tree with `value` at `path`; the given tree stays as it is. Something else on the way gives way. */
export function withValue(tree: unknown, path: string, value: unknown): Tree {
  const [name, ...rest] = path.split('.') as [string, ...string[]];
  const copy: Tree = Object.assign(Object.create(null), isTree(tree) ? tree : {});
  copy[name] = rest.length === 0 ? value : withValue(copy[name], rest.join('.'), value);
  return copy;
}
