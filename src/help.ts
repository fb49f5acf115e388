import { Help } from '@oclif/core';
import { HELP_PAGES } from './output/help-pages.ts';

const EXAMPLES = [
  ['hive demo', 'see everything at work, without keys or network'],
  ['hive trade tick', 'decide and trade once'],
  ['hive positions', 'what you hold'],
  ['hive COMMAND --help', 'flags and examples of one command'],
] as const;

const PAGES = Object.keys(HELP_PAGES)
  .map(name => `hive help ${name}`)
  .join('\n');

/** oclif's help with examples first, and with pages that belong to no command. */
export default class HiveHelp extends Help {
  override async showHelp(argv: string[]): Promise<void> {
    const page = HELP_PAGES[argv[0] ?? ''];
    if (page === undefined) await super.showHelp(argv);
    else this.log(page);
  }

  override formatRoot(): string {
    const examples = EXAMPLES.filter(([command]) => this.#exists(command)).map(pair => [...pair]);
    return [
      this.wrap(this.config.pjson.description ?? ''),
      this.section('EXAMPLES', this.renderList(examples, { indentation: 2, spacer: '\n' })),
      this.section('MORE HELP', PAGES),
    ].join('\n\n');
  }

  #exists(example: string): boolean {
    const id = example.split(' ').slice(1).join(':');
    return id.startsWith('COMMAND') || this.config.commandIDs.includes(id);
  }
}
