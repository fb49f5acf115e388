import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Config, Parser } from '@oclif/core';
import { HELP_TOPICS } from '../../src/output/help/pages.ts';
import { projectRoot } from '../support/cli.ts';
import { blockLines, linksOf, namedLines, pages, plainWords } from '../support/documented-lines.ts';

/** What stands for a word of the reader's own: `hive schema COMMAND`, `hive …`. */
const PLACEHOLDER = /^[A-Z][A-Z|]*$|…/;
/** Where a shell takes over from the command. */
const SHELL = /\s(?:\||>|<|&&)\s.*$/;

type Loadable = Config['commands'][number];

describe('every command line of the docs', () => {
  let commands: readonly Loadable[];

  before(async () => {
    ({ commands } = await Config.load({ root: projectRoot }));
  });

  /** The command with the longest name that the words begin with. */
  const commandOf = (words: readonly string[]): Loadable | undefined =>
    [3, 2, 1]
      .map(length => words.slice(1, 1 + length).join(':'))
      .flatMap(id => commands.find(command => command.id === id) ?? [])[0];

  const flagsOf = (words: readonly string[]): string[] =>
    words.filter(word => /^--?[a-z]/.test(word)).map(word => word.replace(/=.*/, ''));

  /** Null for a line whose command and flags there are, or that has a placeholder in the place of a command. */
  function faultOf(text: string): string | null {
    const words = text.replace(SHELL, '').split(' ');
    const [, first = '', second = ''] = words;
    if (PLACEHOLDER.test(first) || (isTopic(first) && (second === '' || PLACEHOLDER.test(second))))
      return null;
    if (first === 'help')
      return isHelpTopic(second) || PLACEHOLDER.test(second) ? null : `no topic ${second}`;
    const command = commandOf(words);
    if (!command) return 'no such command';
    const known = Object.values(command.flags).flatMap(({ name, char }) => [
      ...[`--${name}`, `--no-${name}`, `-${char}`],
    ]);
    const unknown = flagsOf(words).find(flag => flag !== '--help' && !known.includes(flag));
    return unknown ? `no flag ${unknown}` : null;
  }

  const isTopic = (name: string): boolean => commands.some(({ id }) => id.startsWith(`${name}:`));
  const isHelpTopic = (name: string): boolean => (HELP_TOPICS as readonly string[]).includes(name);

  it('names a command and flags that there are', () => {
    const lines = pages().flatMap(page => [...blockLines(page, ['sh', 'console']), ...namedLines(page)]);
    assert.ok(lines.length > 400, `${lines.length} lines`);
    const faults = lines
      .filter(({ text }) => text.startsWith('hive '))
      .flatMap(({ page, text }) => faultOf(text)?.replace(/^/, `${page}: ${text}: `) ?? []);
    assert.deepEqual(faults, []);
  });

  it('that is to be copied has values that the command takes', async () => {
    const lines = pages().flatMap(page => blockLines(page));
    const faults: string[] = [];
    for (const { page, text } of lines) {
      const words = plainWords(text.replace(SHELL, ''));
      if (!text.startsWith('hive ') || !words || words[1] === 'help' || words.includes('--help')) continue;
      const command = commandOf(words)!;
      const { flags, baseFlags, args } = await command.load();
      // The framework itself takes --json.
      const argv = words.slice(1 + command.id.split(':').length).filter(word => word !== '--json');
      const inputs = { flags: { ...baseFlags, ...flags }, args: args ?? {}, strict: true };
      await Parser.parse(argv, inputs).catch(error => faults.push(`${page}: ${text}: ${error.message}`));
    }
    assert.deepEqual(faults, []);
  });

  it('is of a page that links only to pages that exist', () => {
    for (const page of pages()) {
      for (const link of linksOf(page)) assert.ok(existsSync(join(projectRoot, link)), `${page}: ${link}`);
    }
  });
});
