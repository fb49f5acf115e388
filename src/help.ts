import { Help } from '@oclif/core';
import { readEnvironment } from './lib/config/environment.ts';
import { pageText } from './output/help/page.ts';
import { HELP_PAGES, HELP_TOPICS, isHelpTopic } from './output/help/pages.ts';
import { terminalOf } from './output/terminal.ts';

const EXAMPLES = [
  ['hive demo', 'see everything at work, without keys or network'],
  ['hive init', 'make a home of your own'],
  ['hive trade tick', 'decide and trade once'],
  ['hive positions', 'what you hold'],
  ['hive COMMAND --help', 'flags and examples of one command'],
] as const;

/** oclif's help with examples first, and with pages that belong to no command. */
export default class HiveHelp extends Help {
  override async showHelp(argv: string[]): Promise<void> {
    const topic = argv[0] ?? '';
    if (!isHelpTopic(topic)) return super.showHelp(argv);
    const { width } = terminalOf(process.stdout, readEnvironment());
    const { summary, blocks } = HELP_PAGES[topic];
    this.log(pageText(`${topic}: ${summary}`, blocks(this.config.commands), width));
  }

  override formatRoot(): string {
    const examples = EXAMPLES.filter(([command]) => this.#exists(command)).map(pair => [...pair]);
    const pages = HELP_TOPICS.map(topic => [`hive help ${topic}`, HELP_PAGES[topic].summary]);
    const asList = (pairs: string[][]) => this.renderList(pairs, { indentation: 2, spacer: '\n' });
    return [
      this.wrap(this.config.pjson.description ?? ''),
      this.section('EXAMPLES', asList(examples)),
      this.section('MORE HELP', asList(pages)),
    ].join('\n\n');
  }

  #exists(example: string): boolean {
    const id = example.split(' ').slice(1).join(':');
    return id.startsWith('COMMAND') || this.config.commandIDs.includes(id);
  }
}
