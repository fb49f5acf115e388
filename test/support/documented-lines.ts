import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { projectRoot } from './cli.ts';

/** A command line as a page shows it, without its prompt, `npx` and comment. */
export interface DocumentedLine {
  /** From the root of the project on. */
  readonly page: string;
  readonly text: string;
  /** Whether it is to be copied: of a block for a shell, or of a session. Else it is named within a sentence. */
  readonly isBlock: boolean;
}

const FENCED = /```(\w*)\n(.*?)```/gs;
const COMMAND = /^(?:\$ )?(?:npx )?(hive .+|cd .+)$/;

/** README and everything in docs but the decisions, which speak of what was. */
export const pages = (): string[] => [
  'README.md',
  ...readdirSync(join(projectRoot, 'docs'))
    .filter(name => name.endsWith('.md'))
    .map(name => `docs/${name}`),
];

const textOf = (page: string): string => readFileSync(join(projectRoot, page), 'utf8');

/** What stands in blocks for a shell (`sh`) or in sessions (`console`), in order. */
export function blockLines(page: string, languages: readonly string[] = ['sh']): DocumentedLine[] {
  return [...textOf(page).matchAll(FENCED)]
    .filter(([, language]) => languages.includes(language!))
    .flatMap(([, , block]) => linesOf(page, block!));
}

const linesOf = (page: string, block: string): DocumentedLine[] =>
  joined(block).flatMap(line => {
    const text = COMMAND.exec(line.trim())?.[1];
    return text === undefined ? [] : [{ page, text: withoutComment(text), isBlock: true }];
  });

/** The lines of each block for a shell. */
export const shBlocks = (page: string): DocumentedLine[][] =>
  [...textOf(page).matchAll(FENCED)]
    .filter(([, language]) => language === 'sh')
    .map(([, , block]) => linesOf(page, block!));

/** What sentences and tables name: `hive trade why`. */
export function namedLines(page: string): DocumentedLine[] {
  const prose = textOf(page).replaceAll(FENCED, '');
  return [...prose.matchAll(/`(?:npx )?(hive [^`]+)`/g)].map(([, text]) => ({
    page,
    text: text!.replaceAll(/\s+/g, ' '),
    isBlock: false,
  }));
}

/** A line that ends in a backslash goes on in the next. */
const joined = (block: string): string[] => block.replaceAll(/\\\n\s*/g, ' ').split('\n');

const withoutComment = (text: string): string => text.replace(/\s+#.*$/, '').trim();

/** The words of a line as a shell reads them; null where it is more than one plain command. */
export function plainWords(text: string): string[] | null {
  const words: string[] = [];
  for (const [, single, double, bare] of text.matchAll(/'([^']*)'|"([^"$`]*)"|(\S+)/g)) {
    if (bare !== undefined && /[|<>&;$`*~"']/.test(bare)) return null;
    words.push(single ?? double ?? bare!);
  }
  return words;
}

/** Files that a page links to, from the root of the project on. */
export const linksOf = (page: string): string[] =>
  [...textOf(page).matchAll(/\]\((?!https?:)([^)#\s]+)[^)]*\)/g)].map(([, link]) =>
    join(dirname(page), link!),
  );
