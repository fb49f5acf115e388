import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { EXIT } from '../../src/lib/core/errors.ts';
import { EXIT_CODES } from '../../src/output/exit-codes.ts';
import { pageText } from '../../src/output/help/page.ts';
import { HELP_PAGES } from '../../src/output/help/pages.ts';
import { assertGenerated } from '../support/generated-block.ts';

describe('the exit codes', () => {
  it('are all in docs/exit-codes.md and in hive help exit-codes', () => {
    const page = readFileSync(new URL('../../docs/exit-codes.md', import.meta.url), 'utf8');
    const help = pageText('', HELP_PAGES['exit-codes'].blocks([]), 80);
    for (const code of Object.values(EXIT)) {
      assert.match(page, new RegExp(`^\\| ${code} \\|`, 'm'));
      assert.match(help, new RegExp(`^ {2}${code} `, 'm'));
    }
  });

  it('stand in docs/exit-codes.md as the code has them', () => {
    const rows = EXIT_CODES.map(
      ({ codes, meaning, todo }) => `| ${codes.join(', ')} | ${meaning} | ${todo} |`,
    );
    const table = ['| Code | Meaning | What a script should do |', '| --- | --- | --- |', ...rows];
    assertGenerated('docs/exit-codes.md', 'exit-codes', table.join('\n'));
  });
});
