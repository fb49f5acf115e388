import type { ViewNode } from '../../src/lib/dashboards/shared/node.ts';

/** All texts of a view, as a reader meets them, with single spaces. */
export const textOf = (node: ViewNode | string): string => spaced(rawTextOf(node));

const rawTextOf = (node: ViewNode | string): string =>
  typeof node === 'string'
    ? node
    : `${node.children.map(rawTextOf).join('')}${INLINE.has(node.tag) ? '' : ' '}`;

const INLINE = new Set(['span', 'strong', 'code', 'time', 'a']);
const spaced = (text: string): string => text.replaceAll(/[\s\u00a0]+/g, ' ').trim();

/** Every node below one, itself first. */
export function* nodesOf(node: ViewNode): Generator<ViewNode> {
  yield node;
  for (const child of node.children) if (typeof child !== 'string') yield* nodesOf(child);
}

/** The node of that id. @throws Error when there is none. */
export function byId(view: ViewNode, id: string): ViewNode {
  for (const node of nodesOf(view)) if (node.attributes.id === id) return node;
  throw new Error(`nothing has the id ${id}`);
}

/** Nodes that have a class. */
export const byClass = (view: ViewNode, name: string): ViewNode[] =>
  [...nodesOf(view)].filter(node => node.attributes.class?.split(' ').includes(name));
