/** A piece of a page before it is HTML or DOM: the same views make both. */
export interface ViewNode {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (ViewNode | string)[];
  /** Tells siblings apart that change their places. */
  readonly key: string | null;
}

type Attribute = string | number | boolean | null | undefined;
export type Attributes = Readonly<Record<string, Attribute>>;
/** What is null, false or undefined is left out; lists are laid flat. */
export type Child = ViewNode | string | number | null | undefined | false | readonly Child[];

const NAME = /^[a-z][a-zA-Z0-9-]*$/;
/** What could run script or load from elsewhere; a page's security policy would refuse it, and so does this. */
const FORBIDDEN_NAME = /^(?:on|style$|srcdoc$|formaction$)/i;
const LINK_NAME = /^(?:href|src|action)$/;
const SAFE_LINK = /^(?:#|[/?](?!\/)|https:\/\/www\.tradingview\.com\/|data:image\/svg\+xml[,;])/;
const FORBIDDEN_TAG = /^(?:iframe|object|embed|base|meta)$/;

/**
 * Makes a node. Texts stay texts whatever is in them; attributes that could run script are refused.
 * `true` is an attribute without a value; `null`, `undefined` and `false` leave it out; `key` is no attribute.
 * @throws RangeError for an attribute or tag that a page must not have.
 */
export function h(tag: string, attributes: Attributes = {}, ...children: Child[]): ViewNode {
  if (!NAME.test(tag) || FORBIDDEN_TAG.test(tag)) throw new RangeError(`<${tag}> has no place on a page`);
  const { key = null, ...rest } = attributes;
  return {
    tag,
    attributes: checkedAttributes(tag, rest),
    children: [...flat(children)],
    key: key === null ? null : String(key),
  };
}

function checkedAttributes(tag: string, attributes: Attributes): Record<string, string> {
  const checked: Record<string, string> = {};
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    const text = value === true ? '' : String(value);
    const isUnsafe = LINK_NAME.test(name) && !SAFE_LINK.test(text);
    if (!NAME.test(name) || FORBIDDEN_NAME.test(name) || isUnsafe)
      throw new RangeError(`<${tag} ${name}="${text}"> has no place on a page`);
    checked[name] = text;
  }
  return checked;
}

function* flat(children: readonly Child[]): Generator<ViewNode | string> {
  for (const child of children) {
    if (child === null || child === undefined || child === false || child === '') continue;
    if (typeof child === 'string' || typeof child === 'number') yield String(child);
    else if (isList(child)) yield* flat(child);
    else yield child;
  }
}

const isList = (child: ViewNode | readonly Child[]): child is readonly Child[] => Array.isArray(child);
