import assert from 'node:assert/strict';
import { assertEnvelope, assertErrorEnvelope, hive } from '../support/cli.ts';

const longest = (text: string) => Math.max(...text.split('\n').map(line => line.length));

describe('output', () => {
  it('is one document with --json, at the moment that --as-of names', async () => {
    const { code, stdout, stderr } = await hive(['config', 'show', '--json', '--as-of', '2026-01-02T03:04Z']);
    assert.deepEqual({ code, stderr }, { code: 0, stderr: '' });
    const { asOf, mode } = await assertEnvelope(stdout, 'config-show');
    assert.deepEqual({ asOf, mode }, { asOf: '2026-01-02T03:04:00.000Z', mode: 'simulated' });
  });

  it('names the configured mode', async () => {
    const { stdout } = await hive(['schema', '--json'], { env: { HIVE__MODE: 'paper' } });
    assert.equal((await assertEnvelope(stdout, 'schema')).mode, 'paper');
  });

  it('of a command that needs no configuration does not need a good one', async () => {
    const { code, stdout } = await hive(['schema', '--json'], { env: { HIVE__MODE: 'fast' } });
    assert.equal(code, 0);
    assert.equal((await assertEnvelope(stdout, 'schema')).mode, 'simulated');
  });

  it('is silent with --quiet, but for the document of --json', async () => {
    const quiet = await hive(['config', 'show', '--quiet']);
    assert.deepEqual(quiet, { code: 0, stdout: '', stderr: '' });
    const { stdout } = await hive(['config', 'check', '--quiet', '--json']);
    await assertEnvelope(stdout, 'config-check');
  });

  it('of a wrong flag is clean: one document, no parser internals', async () => {
    const { code, stdout, stderr } = await hive(['config', 'show', '--orgin', '--json']);
    assert.equal(code, 2);
    assert.deepEqual(assertErrorEnvelope(stdout), {
      code: 'USAGE',
      message: 'Unknown flag: --orgin.',
      next: 'Did you mean --origin?',
      retryable: false,
    });
    assert.equal(stderr.split('\n').length, 3);
  });

  for (const [args, message] of [
    [['config', 'show', '--seed', 'x'], '--seed: expected an integer but received: x.'],
    [['config', 'show', '--seed'], 'Flag --seed expects a value.'],
    [['config', 'show', '--as-of', '2026-02-30'], '"2026-02-30" is not a time.'],
    [['config', 'show', 'risk', 'costs'], 'Unexpected argument: "costs".'],
    [['config', 'show', 'rsk'], 'There is no setting "rsk".'],
  ] as const) {
    it(`refuses "hive ${args.join(' ')}" in one sentence, the same with and without --json`, async () => {
      const text = await hive(args);
      const json = await hive([...args.slice(0, 2), '--json', ...args.slice(2)]);
      assert.deepEqual([text.code, json.code], [2, 2]);
      assert.equal(text.stderr.split('\n')[0], `Error: ${message}`);
      assert.equal(assertErrorEnvelope(json.stdout).message, message);
    });
  }

  it('fits COLUMNS down to 60, and 80 when it goes to a file', async () => {
    const narrow = await hive(['config', 'show', '--origin'], { env: { COLUMNS: '60' } });
    assert.ok(longest(narrow.stdout) <= 60, String(longest(narrow.stdout)));
    const tooNarrow = await hive(['config', 'show', '--origin'], { env: { COLUMNS: '20' } });
    assert.equal(tooNarrow.stdout, narrow.stdout);
    const usual = await hive(['config', 'show', '--origin']);
    assert.ok(longest(usual.stdout) > 60 && longest(usual.stdout) <= 80);
  });

  it('holds no escape codes with NO_COLOR, TERM=dumb, --no-color or a file behind stdout', async () => {
    const esc = String.fromCharCode(27);
    for (const env of [{ NO_COLOR: '1', FORCE_COLOR: '1' }, { TERM: 'dumb' }, {}]) {
      const { stdout } = await hive(['--help'], { env });
      assert.ok(!stdout.includes(esc), JSON.stringify(env));
    }
    const { stdout } = await hive(['config', 'show', '--no-color'], { env: { FORCE_COLOR: '1' } });
    assert.ok(!stdout.includes(esc));
  });
});
