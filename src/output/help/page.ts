import type { CommandShape } from '../command-shape.ts';
import { wrap } from '../render/wrap.ts';

/** The part of a command that a page tells of. */
export type PageCommand = Pick<CommandShape, 'id' | 'summary' | 'hidden'>;

/** A page of `hive help TOPIC`, made for what commands there are. */
export interface HelpPage {
  readonly summary: string;
  readonly blocks: (commands: readonly PageCommand[]) => readonly Block[];
}

/** Words, lines to be typed, or names with what they mean. */
export type Block =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'lines'; readonly lines: readonly string[] }
  | { readonly kind: 'list'; readonly items: readonly Item[] };

export type Item = readonly [name: string, meaning: string];

export const words = (text: string): Block => ({ kind: 'text', text });
export const lines = (...all: readonly string[]): Block => ({ kind: 'lines', lines: all });
export const list = (items: readonly Item[]): Block => ({ kind: 'list', items });

/** Commands by the beginning of their names, with their summaries: `trade halt` or all of `schedule`. */
export const commandList = (commands: readonly PageCommand[], ...names: readonly string[]): Block =>
  list(
    names.flatMap(name =>
      commands
        .filter(({ id, hidden }) => !hidden && `${id.replaceAll(':', ' ')} `.startsWith(`${name} `))
        .map(({ id, summary = '' }): Item => [`hive ${id.replaceAll(':', ' ')}`, summary]),
    ),
  );

const MARGIN = '  ';
const WIDEST_NAME = 22;

/** The page as text within a width. */
export const pageText = (title: string, blocks: readonly Block[], width: number): string =>
  [title, ...blocks.map(block => blockText(block, width)).filter(text => text !== '')].join('\n\n');

function blockText(block: Block, width: number): string {
  if (block.kind === 'text') return wrap(block.text, width);
  if (block.kind === 'lines') return block.lines.map(line => MARGIN + line).join('\n');
  const widest = Math.max(0, ...block.items.map(([name]) => name.length));
  const left = MARGIN.length + Math.min(widest, WIDEST_NAME) + 2;
  return block.items.map(item => itemText(item, { left, width })).join('\n');
}

/** A name that is too long stands on a line of its own. */
function itemText([name, meaning]: Item, { left, width }: { left: number; width: number }): string {
  const inner = wrap(meaning, width - left).replaceAll('\n', `\n${' '.repeat(left)}`);
  const start = MARGIN + name;
  return start.length + 2 > left ? `${start}\n${' '.repeat(left)}${inner}` : start.padEnd(left) + inner;
}
