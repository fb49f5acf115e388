import { VARIABLES } from '../../lib/config/environment-variables.ts';
import type { CommandShape } from '../command-shape.ts';
import { EXIT_CODES } from '../exit-codes.ts';
import { homeFiles } from '../help/home-files.ts';
import { HELP_PAGES, HELP_TOPICS, type HelpTopic } from '../help/pages.ts';
import {
  commandPage,
  type Edition,
  flagLine,
  isGlobal,
  nameLine,
  pageName,
  plain,
  variableLine,
} from './command-page.ts';
import { bold, heading, italic, paragraph, reference, roffBlock, roffPage, tagged } from './roff.ts';

export interface ManOptions extends Edition {
  /** What HIVE is, in a sentence. */
  readonly description: string;
  readonly commands: readonly CommandShape[];
}

/**
 * Every manual page by its file name: hive.1, one for each command, and one of section 7 for each topic of help. All words
 * are those of the commands and of the pages of help.
 */
export function manPages({
  description,
  commands,
  ...edition
}: ManOptions): Readonly<Record<string, string>> {
  const shown = commands.filter(({ hidden }) => !hidden).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const pages = [
    ['hive.1', mainPage(description, shown, edition)],
    ...shown.map(command => [`${pageName(command.id)}.1`, commandPage(command, shown, edition)]),
    ...HELP_TOPICS.map(topic => [`hive-${topic}.7`, topicPage(topic, shown, edition)]),
  ];
  return Object.fromEntries(pages);
}

function mainPage(description: string, commands: readonly CommandShape[], edition: Edition): string {
  const flags = Object.values(commands[0]?.flags ?? {}).filter(isGlobal);
  return roffPage({ name: 'hive', section: 1, ...edition }, [
    heading('NAME'),
    nameLine('hive', 'trade crypto, learn from it, and prove what is said'),
    heading('SYNOPSIS'),
    `.PP\n${bold('hive')} ${italic('COMMAND')} [${italic('OPTION')}]...\n.br\n${bold('hive help')} [${italic('COMMAND')}|${italic('TOPIC')}]`,
    heading('DESCRIPTION'),
    paragraph(description),
    heading('COMMANDS'),
    ...commands.map(({ id, summary = '' }) => tagged(bold(`hive ${id.replaceAll(':', ' ')}`), summary)),
    heading('GLOBAL OPTIONS'),
    ...flags.map(flagLine),
    heading('EXIT STATUS'),
    ...EXIT_CODES.map(({ codes, meaning, todo }) =>
      tagged(bold(codes.join(', ')), plain(`${meaning} ${todo}`)),
    ),
    heading('ENVIRONMENT'),
    ...VARIABLES.map(variableLine),
    heading('FILES'),
    paragraph('In the home folder:'),
    ...homeFiles().map(({ path, meaning }) => tagged(italic(path), meaning)),
    heading('SEE ALSO'),
    `.PP\n${HELP_TOPICS.map(topic => reference(`hive-${topic}`, 7)).join(', ')}`,
  ]);
}

function topicPage(topic: HelpTopic, commands: readonly CommandShape[], edition: Edition): string {
  const { summary, blocks } = HELP_PAGES[topic];
  const name = `hive-${topic}`;
  return roffPage({ name, section: 7, ...edition }, [
    heading('NAME'),
    nameLine(name, summary),
    heading('DESCRIPTION'),
    ...blocks(commands)
      .map(roffBlock)
      .filter(text => text !== ''),
    heading('SEE ALSO'),
    `.PP\n${reference('hive', 1)}`,
  ]);
}
