import assert from 'node:assert/strict';
import type { LearnStatus } from '../../src/lib/app/learn/learn-status.ts';
import { assertEnvelope, assertErrorEnvelope, hive } from '../support/cli.ts';
import { modelNames, TUESDAY, trainedHome } from '../support/small-home.ts';

const WEDNESDAY = '2026-09-23T00:05:00Z';

describe('hive learn', () => {
  it('says that nothing was learned, and what to run', async () => {
    const { code, stdout } = await hive(['learn', 'status']);
    assert.equal(code, 0);
    assert.match(stdout, /Run: hive trade tick/);
    const reset = await hive(['learn', 'reset', '--what', 'all', '--reason', 'x', '--json']);
    assert.deepEqual([reset.code, assertErrorEnvelope(reset.stdout).code], [4, 'NOTHING_LEARNED']);
  });

  it('shows the verdict, the experts and the policy after two days of ticks', async () => {
    const home = await trainedHome();
    for (const at of [TUESDAY, WEDNESDAY]) await hive(['trade', 'tick', '--quiet', '--as-of', at], { home });
    const { stdout } = await hive(['learn', 'status', '--as-of', WEDNESDAY], {
      home,
      env: { COLUMNS: '60' },
    });
    assert.match(stdout, /^Gate: no evidence of an edge$/m);
    assert.match(stdout, /^forest-long +\d\.\d %/m);
    assert.ok(stdout.split('\n').every(line => line.length <= 60));
    const json = await hive(['learn', 'status', '--json', '--as-of', WEDNESDAY], { home });
    const { gate } = (await assertEnvelope(json.stdout, 'learn-status')).data as LearnStatus;
    assert.deepEqual([gate?.epochs, gate?.stage, gate?.enforced], [1, 'shadow', false]);
    const verify = await hive(['journal', 'verify', '--quiet'], { home });
    assert.equal(verify.code, 0);
  });

  it('evaluates, and says how often a bet must be right', async () => {
    const home = await trainedHome();
    const evaluated = await hive(['learn', 'evaluate', '--json'], { home });
    await assertEnvelope(evaluated.stdout, 'learn-evaluate');
    const table = await hive(['learn', 'breakeven', '--maker-fee', '0.0015', '--as-of', TUESDAY], { home });
    assert.match(table.stdout, /^BTC\/USD +1d +\d\.\d\d % +0\.58 % +\d\d\.\d % +\d\d\.\d %/m);
  });

  it('refuses what makes no sense, in one sentence', async () => {
    const home = await trainedHome();
    const [name = ''] = modelNames(home, 'crypto');
    for (const [args, code, said] of [
      [['learn', 'breakeven', '--maker-fee', '25'], 2, /"25" is not a fraction/],
      [['learn', 'breakeven', '--maker-fee', ''], 2, /is not a fraction/],
      [['learn', 'reset', '--what', 'everything', '--reason', 'x'], 2, /everything/],
      [['learn', 'reset', '--what', 'gate'], 2, /reason/],
      [['models', 'promote', name], 2, /reason/],
      [['models', 'promote', name, '--reason', '  '], 2, /empty/],
      [['models', 'promote', 'crypto-none', '--reason', 'x'], 4, /no model "crypto-none"/],
      [['models', 'promote', '../secret', '--reason', 'x'], 4, /cannot be the name of a model/],
      [['models', 'rollback', '--class', 'bond', '--reason', 'x'], 2, /bond/],
    ] as const) {
      const result = await hive([...args], { home });
      assert.equal(result.code, code, args.join(' '));
      assert.match(result.stderr, said, args.join(' '));
    }
  });
});
