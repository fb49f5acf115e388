import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { allowedValues, configKeys } from '../../../src/lib/config/config-keys.ts';

const page = new URL('../../../docs/configuration.md', import.meta.url);
const BEGIN = '<!-- settings: made by the test of this page -->';
const END = '<!-- end of settings -->';

function settingsTable(): string {
  const rows = configKeys().map(({ path, node }) => {
    const shown = JSON.stringify(node.default) ?? '';
    return `| \`${path}\` | \`${shown}\` | ${allowedValues(node)} | ${node.description ?? ''} |`;
  });
  return ['| Setting | Default | Allowed | Meaning |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

describe('docs/configuration.md', () => {
  // UPDATE_DOCS=1 writes the table anew.
  it('lists every setting with its default and what it may be', () => {
    const text = readFileSync(page, 'utf8');
    const [start, end] = [text.indexOf(BEGIN) + BEGIN.length, text.indexOf(END)];
    const wanted = `${text.slice(0, start)}\n\n${settingsTable()}\n\n${text.slice(end)}`;
    if (process.env.UPDATE_DOCS) writeFileSync(page, wanted);
    else assert.equal(text, wanted);
  });

  it('says what every setting means', () => {
    const silent = configKeys().filter(({ node }) => !node.description);
    assert.deepEqual(
      silent.map(key => key.path),
      [],
    );
  });
});
