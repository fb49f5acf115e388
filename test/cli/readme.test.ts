import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assertEnvelope, type CliResult, hive, projectRoot, tempHome } from '../support/cli.ts';
import { assertGenerated } from '../support/generated-block.ts';
import { smallHome } from '../support/small-home.ts';

const AS_OF = ['--as-of', '2026-11-22T10:00:00Z'];

describe('hive demo, as the README shows it', function () {
  // Some 20 s; several times that under coverage.
  this.timeout(300_000);
  const cwd = tempHome();
  const home = join(cwd, 'hive-demo');
  let result: CliResult;

  before(async () => {
    result = await hive(['demo', ...AS_OF], { cwd });
  });

  it('prints what the README says it prints', () => {
    assert.equal(result.code, 0, result.stderr);
    assertGenerated('README.md', 'demo', `\`\`\`console\n$ hive demo\n${result.stdout}\`\`\``);
  });

  it('trades', () => {
    const log = readFileSync(join(home, 'logs', 'live_crypto_trades.log'), 'utf8')
      .trim()
      .split('\n');
    assert.ok(log.length >= 4, `${log.length} trades`);
    for (const line of log) assert.ok(Number(JSON.parse(line).qty) > 0);
  });

  it('leaves a home whose journal holds', async () => {
    const { code, stdout } = await hive(['journal', 'verify', '--json', ...AS_OF], { home });
    assert.equal(code, 0, stdout);
    const verdict = await assertEnvelope(stdout, 'journal-verify');
    assert.deepEqual((verdict.data as { faults: string[] }).faults, []);
  });

  it('leaves a home that the other commands go on with', async () => {
    const later = ['--as-of', '2026-11-23T00:05:00Z'];
    for (const command of [['train', 'cycle'], ['predict'], ['trade', 'tick'], ['positions'], ['status']]) {
      const { code, stderr } = await hive([...command, ...later], { home });
      assert.equal(code, 0, `hive ${command.join(' ')}: ${stderr}`);
    }
  });

  it('makes a folder of its own when there is one already', async () => {
    const config = join(smallHome(), 'hive.config.json');
    const { code, stdout } = await hive(['demo', '--days', '1', '--config', config, '--json', ...AS_OF], {
      cwd,
    });
    assert.equal(code, 0);
    const { data } = await assertEnvelope(stdout, 'demo');
    assert.equal((data as { home: string }).home, join(cwd, 'hive-demo-2'));
  });

  it('touches nothing in a folder that is not empty', async () => {
    const { code, stderr } = await hive(['demo', '--home', home], { cwd });
    assert.equal(code, 2);
    assert.match(stderr, /is not empty/);
  });
});

describe('the README', () => {
  const text = readFileSync(join(projectRoot, 'README.md'), 'utf8');

  it('links only to pages that exist', () => {
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(match => match[1]!);
    assert.ok(links.length > 5);
    for (const link of links) assert.ok(existsSync(join(projectRoot, link)), link);
  });

  it('names only commands that exist', async () => {
    const commands = [...text.matchAll(/^npx hive ((?:[a-z]+ ?)+)/gm)].map(match =>
      match[1]!.trim().split(' '),
    );
    assert.ok(commands.length > 5);
    for (const command of commands) {
      const { code } = await hive([...command.slice(0, 2), '--help']);
      assert.equal(code, 0, `hive ${command.join(' ')}`);
    }
  });
});
