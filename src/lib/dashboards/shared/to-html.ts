import type { ViewNode } from './node.ts';

const VOID = new Set(['br', 'hr', 'img', 'input', 'link', 'wbr', 'source', 'col']);

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as it may stand in HTML, between tags and in quoted attributes. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, sign => ESCAPES[sign]!);

/** The HTML of a node, of everything a first paint needs. */
export function toHtml(node: ViewNode | string): string {
  if (typeof node === 'string') return escapeHtml(node);
  const attributes = Object.entries(node.attributes)
    .map(([name, value]) => (value === '' ? ` ${name}=""` : ` ${name}="${escapeHtml(value)}"`))
    .join('');
  if (VOID.has(node.tag)) return `<${node.tag}${attributes}>`;
  return `<${node.tag}${attributes}>${node.children.map(toHtml).join('')}</${node.tag}>`;
}
