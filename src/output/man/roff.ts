import type { Block, Item } from '../help/page.ts';

/* Text in the man(7) macros, which groff and mandoc both read. */

/** Plain text: nothing in it is a request, an escape, or a character that only some terminals have. */
export function roffText(text: string): string {
  const escaped = text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll(/[^\x20-\x7e\n]/g, codeOf);
  return escaped
    .split('\n')
    .map(line => (/^[.']/.test(line) ? `\\&${line}` : line))
    .join('\n');
}

/** `\[u2026]` for an ellipsis (groff_char(7)). */
const codeOf = (character: string): string =>
  `\\[u${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}]`;

/** An argument of a macro. */
const argument = (text: string): string => `"${roffText(text).replaceAll('"', '\\(dq')}"`;

export const heading = (title: string): string => `.SH ${argument(title)}`;

export const bold = (text: string): string => `\\fB${roffText(text)}\\fR`;

export const italic = (text: string): string => `\\fI${roffText(text)}\\fR`;

export const paragraph = (text: string): string => `.PP\n${roffText(text)}`;

/** A name, already in roff, and what it means. */
export const tagged = (name: string, meaning: string): string => `.TP\n${name}\n${roffText(meaning)}`;

/** Lines that are to be typed as they are. */
export const literal = (lines: readonly string[]): string =>
  ['.PP', '.RS 4', '.nf', ...lines.map(roffText), '.fi', '.RE'].join('\n');

/** A block of a page of help. */
export function roffBlock(block: Block): string {
  if (block.kind === 'text') return paragraph(block.text);
  if (block.kind === 'lines') return literal(block.lines);
  return block.items.map(([name, meaning]: Item) => tagged(bold(name), meaning)).join('\n');
}

export interface Title {
  /** `hive-trade-tick`. */
  readonly name: string;
  readonly section: 1 | 7;
  /** ISO day. */
  readonly date: string;
  readonly version: string;
}

/**
 * A whole page: its first line (man(7), .TH), then its parts. A paragraph begins by itself after a heading, and mandoc
 * warns of one that is begun twice.
 */
export function roffPage({ name, section, date, version }: Title, parts: readonly string[]): string {
  // A date is no text: an escaped hyphen in it cannot be read.
  const title = `.TH ${argument(name.toUpperCase())} ${section} "${date}" ${argument(`hive ${version}`)} "HIVE TRADE"`;
  return `${[title, ...parts].join('\n').replaceAll(/^(\.SH .*\n)\.PP\n/gm, '$1')}\n`;
}

/** `hive-trade-tick(1)`, as pages refer to each other. */
export const reference = (name: string, section: number): string => `${bold(name)}(${section})`;
