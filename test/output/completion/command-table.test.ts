import assert from 'node:assert/strict';
import { Config } from '@oclif/core';
import { HOME_VALUES } from '../../../src/lib/app/completion/shell-values.ts';
import { commandTable } from '../../../src/output/completion/command-table.ts';
import { BY_ARG } from '../../../src/output/completion/value-kinds.ts';
import { projectRoot } from '../../support/cli.ts';

const { commands, topics } = await Config.load(projectRoot);
const table = commandTable(commands, topics);
const rowOf = (path: string) => table.find(row => row.path === path)!;

describe('the table that shells complete from', () => {
  it('has a row for every command and topic, with all flags', () => {
    for (const { id, hidden, flags } of commands) {
      const row = rowOf(id.replaceAll(':', ' '));
      if (hidden) assert.equal(row, undefined, id);
      else
        assert.deepEqual(
          Object.keys(flags).filter(name => !row.flags.some(flag => flag.name === `--${name}`)),
          [],
        );
    }
    const shown = commands.filter(({ hidden }) => !hidden);
    const used = topics.filter(({ name }) => shown.some(({ id }) => id.startsWith(`${name}:`)));
    for (const { name } of used) assert.ok(rowOf(name).words.length > 0, name);
  });

  it('says of every argument what it may be, or that nobody knows', () => {
    const named = commands.flatMap(({ id, args, hidden }) =>
      hidden ? [] : Object.values(args).flatMap(({ name, options }) => (options ? [] : [`${id} ${name}`])),
    );
    assert.deepEqual(Object.keys(BY_ARG).sort(), named.sort());
  });

  it('names only kinds of values that somebody answers', () => {
    const items = table.flatMap(({ flags, args }) => [...flags.map(flag => flag.items ?? ''), ...args]);
    const kinds = items.flatMap(each => each.split(',')).filter(item => item.startsWith('@'));
    const known = [...HOME_VALUES, 'files', 'folders', 'schemas', 'topics'].map(kind => `@${kind}`);
    for (const kind of kinds) assert.ok(known.includes(kind.replace(/\.\.\.$/, '')), kind);
  });

  it('explains every word and flag', () => {
    for (const { path, words, flags } of table)
      for (const { name, about } of [...words, ...flags]) assert.notEqual(about, '', `${path} ${name}`);
  });
});
