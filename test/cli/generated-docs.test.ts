import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Config } from '@oclif/core';
import { projectRoot } from '../support/cli.ts';
import { commandsPage } from '../support/commands-page.ts';
import { reasonsPage } from '../support/reasons-page.ts';

const ADVICE = 'is out of date: run UPDATE_DOCS=1 npx mocha test/cli/generated-docs.test.ts';

/** Compares a page with what the code says now, or writes it anew. */
function assertPage(name: string, text: string): void {
  const file = join(projectRoot, 'docs', name);
  if (process.env.UPDATE_DOCS) writeFileSync(file, text);
  else assert.equal(readFileSync(file, 'utf8'), text, `docs/${name} ${ADVICE}`);
}

describe('the pages that are made from the code', () => {
  it('docs/commands.md names every command of the build', async () => {
    assertPage('commands.md', commandsPage(await Config.load(projectRoot)));
  });

  it('docs/reasons.md explains every reason', () => {
    assertPage('reasons.md', reasonsPage());
  });
});
