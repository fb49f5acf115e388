import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assertEnvelope, hive, tempHome } from '../support/cli.ts';
import { isThere, offered, SCRIPTS, type Shell } from '../support/completing.ts';

type Case = readonly [line: string, wanted: readonly string[], unwanted: readonly string[]];

/** A line, what must be offered at its end, and what must not. */
const CASES: readonly Case[] = [
  ['hive ', ['init', 'trade', 'trades', 'help'], ['tick', '--json']],
  ['hive trade ', ['arm', 'tick', 'why'], ['trade', 'cycle']],
  ['hive trade tick --', ['--dry-run', '--home', '--quiet', '--help'], ['--mode', 'tick']],
  ['hive init --mode ', ['simulated', 'paper', 'live'], ['forest', 'FILES']],
  ['hive init --mode=', ['paper'], ['forest']],
  ['hive init --mode paper --strategy ', ['forest', 'mixture'], ['paper']],
  ['hive config check ', ['notes.txt'], ['check']],
  ['hive help ', ['safety', 'trade', 'exit-codes'], ['--json']],
  ['hive help trade ', ['tick'], ['safety']],
  ['hive models show ', ['crypto-20261122t0000-1a2b3c4d'], ['crypto-1']],
  ['hive predict --home other ', ['SOL/USD'], ['BTC/USD']],
  ['hive completion ', ['bash', 'zsh', 'fish'], ['values']],
];

function homeToComplete(): string {
  const home = tempHome();
  for (const folder of ['models', 'other']) mkdirSync(join(home, folder));
  writeFileSync(join(home, 'notes.txt'), '');
  writeFileSync(join(home, 'models/crypto-20261122t0000-1a2b3c4d.json'), '{}');
  const symbols = { crypto: { symbols: ['SOL/USD'] }, stocks: { symbols: [] } };
  writeFileSync(join(home, 'other/hive.config.json'), JSON.stringify({ market: symbols }));
  return home;
}

/** The word alone: zsh and fish add what it means, and fish the flag before "=". */
const wordOf = (offer: string): string =>
  offer
    .split('\t')[0]!
    .replace(/^--mode=/, '')
    .replace(/^((?:[^:\\]|\\.)*):.*$/, '$1');

function assertOffered(shell: Shell, answer: readonly string[], [line, wanted, unwanted]: Case): void {
  const words = answer.map(wordOf);
  // zsh has files offered by a function of its own.
  const isFile = shell === 'zsh' && wanted[0] === 'notes.txt';
  for (const word of isFile ? ['FILES'] : wanted)
    assert.ok(words.includes(word), `${line}: ${word} is not in ${words}`);
  for (const word of unwanted) assert.ok(!words.includes(word), `${line}: ${word}`);
}

describe('completion', () => {
  for (const shell of Object.keys(SCRIPTS) as Shell[]) {
    it(`offers in ${shell} what may stand at the cursor`, function () {
      if (!isThere(shell)) this.skip();
      const lines = CASES.map(([line]) => line);
      const answers = offered(shell, lines, homeToComplete());
      for (const [index, one] of CASES.entries()) assertOffered(shell, answers[index]!, one);
    });
  }

  it('prints the script of a shell, also as a document', async () => {
    const document = await assertEnvelope(
      (await hive(['completion', 'fish', '--json'])).stdout,
      'completion',
    );
    assert.deepEqual(document.data, { shell: 'fish', script: SCRIPTS.fish });
    const { stdout } = await hive(['completion', 'bash']);
    assert.equal(stdout, SCRIPTS.bash);
  });

  it('gives the same values with and without the framework of commands', async () => {
    const home = homeToComplete();
    for (const flags of [['--config', 'other/hive.config.json'], ['--home=other']]) {
      const line = ['completion', 'values', 'symbols', ...flags];
      const quick = await hive(line, { home });
      const document = await assertEnvelope(
        (await hive([...line, '--json'], { home })).stdout,
        'completion-values',
      );
      assert.deepEqual(quick.stdout.trimEnd().split('\n'), (document.data as { values: string[] }).values);
      assert.match(quick.stdout, /SOL\/USD/);
    }
  });

  it('asks for values without a word, whatever is wrong, and without loading what is heavy', async () => {
    const home = tempHome();
    const wrongs = [['nosuch'], ['symbols', '--nosuch']];
    for (const wrong of wrongs) {
      const { code, stderr } = await hive(['completion', 'values', ...wrong], { home });
      assert.deepEqual({ code, stderr }, { code: 0, stderr: '' });
    }
    writeFileSync(join(home, 'file'), '');
    const env = { HIVE_HOME: join(home, 'file'), HIVE__NO__SUCH: '1' };
    assert.deepEqual(await hive(['completion', 'values', 'symbols'], { env }), {
      code: 0,
      stdout: '',
      stderr: '',
    });
    const traced = await hive(['completion', 'values', 'symbols'], { env: { NODE_DEBUG: 'esm,module' } });
    assert.match(traced.stdout, /BTC\/USD/);
    // The framework of commands alone takes a tenth of a second.
    assert.doesNotMatch(
      traced.stderr,
      /node_modules\/(?:zod|@oclif|@alpacahq|cli-table3|ml-random-forest)\//,
    );
  });
});
