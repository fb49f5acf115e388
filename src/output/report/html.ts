/** A piece of a page: text in which everything that came from outside is escaped. */
export interface Html {
  readonly html: string;
}

/** What may stand in a template: pieces go in as they are, text and numbers are escaped, nothing leaves nothing. */
export type Content = Html | string | number | null | undefined | false | readonly Content[];

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for an element or a quoted attribute. */
export const escapeText = (text: string): string => text.replaceAll(/[&<>"']/g, char => ENTITIES[char]!);

const NOTHING: Html = { html: '' };

/** Marks text as a piece of a page: only for what this program wrote itself. */
export const trusted = (html: string): Html => ({ html });

function written(content: Content): string {
  if (content === null || content === undefined || content === false) return '';
  if (typeof content === 'string') return escapeText(content);
  if (typeof content === 'number') return String(content);
  if ('html' in content) return content.html;
  return content.map(written).join('');
}

/** Template of a piece of a page: html`<p>${text}</p>`. Attributes that take a value must be quoted. */
export function html(parts: TemplateStringsArray, ...contents: readonly Content[]): Html {
  return trusted(parts.map((part, i) => part + written(contents[i])).join(''));
}

/** The pieces of a list, or nothing when there are none. */
export const each = <T>(items: readonly T[], piece: (item: T, index: number) => Content): Html =>
  items.length > 0 ? trusted(items.map((item, i) => written(piece(item, i))).join('\n')) : NOTHING;

/** A value as the text of a data block of a page: JSON in which no tag and no comment can begin or end. */
export const jsonBlock = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');
