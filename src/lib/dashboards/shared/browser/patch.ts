import type { ViewNode } from '../node.ts';
import { flash } from './flash.ts';

const SVG = 'http://www.w3.org/2000/svg';
/** What a browser's script owns below it: a chart, a text being typed. */
const ISLAND = 'data-island';

/**
 * Makes the children of `parent` what `nodes` say, changing only what differs: focus, scroll places and what is
 * selected stay. Elements are recognised by key, else by their place; an island's inside is left alone.
 */
export function patchChildren(parent: Element, nodes: readonly (ViewNode | string)[]): void {
  const known = keyed(parent);
  removeUnwanted(known, nodes);
  let place = parent.firstChild;
  for (const node of nodes) {
    const match = matching(place, node, known);
    if (!match) {
      parent.insertBefore(created(node, parent), place);
      continue;
    }
    if (match === place) place = place.nextSibling;
    else move(parent, match, place);
    update(match, node);
  }
  while (place) {
    const next = place.nextSibling;
    place.remove();
    place = next;
  }
}

/** What goes, goes first: what stays behind it then need not be moved. */
function removeUnwanted(known: Map<string, Element>, nodes: readonly (ViewNode | string)[]): void {
  const wanted = new Set(nodes.map(node => (typeof node === 'string' ? null : node.key)));
  for (const [key, element] of known) {
    if (wanted.has(key)) continue;
    element.remove();
    known.delete(key);
  }
}

/** An element that is moved the older way loses the focus for a moment. */
function move(parent: Element, child: ChildNode, place: ChildNode | null): void {
  const newer: Partial<Pick<Element, 'moveBefore'>> = parent;
  if (newer.moveBefore) {
    newer.moveBefore(child, place);
    return;
  }
  const focused = document.activeElement;
  parent.insertBefore(child, place);
  if (focused instanceof HTMLElement && child.contains(focused)) focused.focus({ preventScroll: true });
}

const keys = new WeakMap<Element, string>();

function keyed(parent: Element): Map<string, Element> {
  const known = new Map<string, Element>();
  for (const child of parent.children) {
    const key = keys.get(child);
    if (key !== undefined) known.set(key, child);
  }
  return known;
}

function matching(
  place: ChildNode | null,
  node: ViewNode | string,
  known: ReadonlyMap<string, Element>,
): ChildNode | null {
  if (typeof node === 'string') return place instanceof Text ? place : null;
  const keyedElement = node.key === null ? undefined : known.get(node.key);
  if (keyedElement) return isSame(keyedElement, node) ? keyedElement : null;
  const isFree = place instanceof Element && (keys.get(place) ?? node.key) === node.key;
  return isFree && isSame(place, node) ? place : null;
}

const isSame = (element: Element, { tag, attributes }: ViewNode): boolean =>
  element.localName === tag &&
  element.getAttribute('id') === (attributes.id ?? null) &&
  element.getAttribute(ISLAND) === (attributes[ISLAND] ?? null);

function update(target: ChildNode, node: ViewNode | string): void {
  if (typeof node === 'string') {
    if (target.nodeValue !== node) target.nodeValue = node;
    return;
  }
  const element = target as Element;
  if (node.key !== null) keys.set(element, node.key);
  updateAttributes(element, node.attributes);
  if (ISLAND in node.attributes) return;
  const before = 'data-flash' in node.attributes ? element.textContent : null;
  patchChildren(element, node.children);
  if (before !== null && before !== '' && before !== element.textContent) flash(element);
}

function updateAttributes(element: Element, attributes: Readonly<Record<string, string>>): void {
  for (const { name } of [...element.attributes]) {
    if (!(name in attributes) && !isOwnedByScript(name)) element.removeAttribute(name);
  }
  for (const [name, value] of Object.entries(attributes)) {
    if (element.getAttribute(name) !== value && !(name === 'open' && element.hasAttribute('data-touched')))
      element.setAttribute(name, value);
  }
}

/** A reader opens and closes details; charts size what they own by style. */
const isOwnedByScript = (name: string): boolean =>
  name === 'style' || name === 'open' || name === 'data-touched' || name === 'data-mounted';

function created(node: ViewNode | string, parent: Element): ChildNode {
  if (typeof node === 'string') return document.createTextNode(node);
  const isSvg = node.tag === 'svg' || (parent.namespaceURI === SVG && parent.localName !== 'foreignObject');
  const element = isSvg ? document.createElementNS(SVG, node.tag) : document.createElement(node.tag);
  if (node.key !== null) keys.set(element, node.key);
  for (const [name, value] of Object.entries(node.attributes)) element.setAttribute(name, value);
  for (const child of node.children) element.append(created(child, element));
  return element;
}
