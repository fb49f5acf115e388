import assert from 'node:assert/strict';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hive, projectRoot, tempHome } from '../support/cli.ts';
import { assertGenerated } from '../support/generated-block.ts';
import { walkFile } from '../support/walk-file.ts';

const AS_OF = ['--as-of', '2026-11-22T10:00:00Z'];

const page = (name: string): string => readFileSync(join(projectRoot, 'docs', name), 'utf8');

/** Command lines of the `sh` blocks of a page, without their comments. */
const commandsOf = (text: string): string[] =>
  [...text.matchAll(/```sh\n([^`]*)```/g)].flatMap(([, block]) =>
    block!.split('\n').flatMap(line => /^hive ([^#]+)/.exec(line)?.[1]?.trim() ?? []),
  );

/** Words of a command line; quotes hold words together. */
const wordsOf = (line: string): string[] =>
  [...line.matchAll(/'([^']*)'|(\S+)/g)].map(match => match[1] ?? match[2] ?? '');

describe('the examples of docs/backtest.md', function () {
  this.timeout(180_000);
  const home = tempHome();

  before(() => {
    walkFile(join(home, 'btc.csv'));
    copyFileSync(join(projectRoot, 'examples/strategies/dip-buyer.ts'), join(home, 'mine.ts'));
    // A forest of three trees says nothing of value, but it says it soon.
    writeFileSync(join(home, 'hive.config.json'), JSON.stringify({ learning: { forest: { trees: 3 } } }));
  });

  for (const line of commandsOf(page('backtest.md'))) {
    it(`run: hive ${line}`, async () => {
      const ids = await runIds(home);
      const words = wordsOf(line).map(word =>
        /^(3f9a|81bc)$/.test(word) ? ids[word === '3f9a' ? 0 : 1]! : word,
      );
      const { code, stderr } = await hive([...words, ...AS_OF], { home, cwd: home });
      assert.equal(code, line.includes('--fail-if') ? 7 : 0, stderr);
    });
  }
});

async function runIds(home: string): Promise<string[]> {
  const { stdout } = await hive(['backtest', 'list', '--json'], { home });
  return JSON.parse(stdout).data.runs.map(({ id }: { id: string }) => id);
}

describe('the backtest of the README', function () {
  this.timeout(60_000);

  it('prints what the README says it prints', async () => {
    const command = 'backtest --strategy sma-cross --symbol BTC-USD --trades 0';
    const { stdout, code, stderr } = await hive([...command.split(' '), ...AS_OF], { cwd: tempHome() });
    assert.equal(code, 0, stderr);
    // The id of a run depends on the code, and the tables in between are as long as the manual.
    const head = stdout.slice(0, stdout.indexOf('ENTER TAG STATS')).replace(/^Run .*\n/m, '');
    const tail = stdout.slice(stdout.indexOf('EVIDENCE'));
    assertGenerated('README.md', 'backtest', `\`\`\`console\n$ hive ${command}\n${head}…\n\n${tail}\`\`\``);
  });
});
