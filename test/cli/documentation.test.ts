import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { EXIT } from '../../src/lib/core/errors.ts';
import { HELP_PAGES } from '../../src/output/help-pages.ts';

describe('the exit codes', () => {
  it('are all in docs/exit-codes.md and in hive help exit-codes', () => {
    const page = readFileSync(new URL('../../docs/exit-codes.md', import.meta.url), 'utf8');
    for (const code of Object.values(EXIT)) {
      assert.match(page, new RegExp(`^\\| ${code} \\|`, 'm'));
      assert.match(HELP_PAGES['exit-codes']!, new RegExp(`^ {2}${code} `, 'm'));
    }
  });
});
