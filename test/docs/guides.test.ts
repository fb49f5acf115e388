import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../support/cli.ts';
import { type DocumentedLine, pages, shBlocks } from '../support/documented-lines.ts';
import { documentedHome, placed } from '../support/documented-places.ts';
import { LineRunner } from '../support/line-runner.ts';

/** Pages whose lines have a test of their own. */
const TESTED: Readonly<Record<string, string>> = {
  'docs/alerts.md': 'test/cli/alerts-docs.test.ts',
  'docs/backtest.md': 'test/cli/backtest-docs.test.ts',
  'docs/commands.md': 'test/docs/examples.test.ts',
  'docs/data.md': 'test/cli/data-fetch.test.ts',
  'docs/sandbox.md': 'test/cli/sandbox-docs.test.ts',
  'docs/scheduling.md': 'test/cli/schedule.test.ts',
  'docs/shell.md': 'test/cli/shell-docs.test.ts',
};

/** Lines that run on, or for long, and the test that runs them. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  'hive demo': 'test/cli/readme.test.ts',
  'hive serve': 'test/cli/serve.test.ts',
  'hive serve --port 0 --json': 'test/cli/serve.test.ts',
  'hive sandbox': 'test/cli/sandbox.test.ts',
  'hive lab --quick': 'test/cli/lab.test.ts',
  'hive backtest': 'test/cli/backtest.test.ts',
  'hive schedule install --cron --dry-run': 'test/cli/schedule.test.ts',
};

const blocksOf = (page: string): DocumentedLine[][] =>
  shBlocks(page)
    .map(block => block.filter(({ text }) => !(text in ELSEWHERE)))
    .filter(block => block.length > 0);

describe('the lines of the guides', function () {
  this.timeout(180_000);

  it('are run by a test that there is', () => {
    for (const file of [...Object.values(TESTED), ...Object.values(ELSEWHERE)])
      assert.ok(existsSync(join(projectRoot, file)), file);
  });

  for (const page of pages().filter(name => !(name in TESTED) && blocksOf(name).length > 0))
    it(`work as ${page} has them, block by block`, async () => {
      for (const block of blocksOf(page)) await runBlock(block);
    });
});

/** One after the other in a home that has traded. */
async function runBlock(lines: readonly DocumentedLine[]): Promise<void> {
  const home = await documentedHome();
  const runner = new LineRunner(home);
  for (const { page, text } of lines) {
    const { code, stdout, stderr } = await runner.run(placed(text, home));
    assert.equal(code, 0, `${page}: ${text}\n${stdout.slice(-500)}${stderr}`);
  }
  await runner.end();
}
