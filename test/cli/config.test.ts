import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assertEnvelope, assertErrorEnvelope, hive, tempHome } from '../support/cli.ts';

function homeWith(config: string): string {
  const home = tempHome();
  writeFileSync(join(home, 'hive.config.json'), config);
  return home;
}

describe('hive config', () => {
  it('shows where each value came from, strongest first', async () => {
    const home = homeWith('{"seed": 1, "preset": "original", "risk": {"cooldown": "5m", "dailyOrders": 3}}');
    const env = { HIVE__RISK__DAILY_ORDERS: '2' };
    const { stdout } = await hive(['config', 'show', '--json', '--seed', '7'], { home, env });
    const { data } = await assertEnvelope(stdout, 'config-show');
    const { settings } = data as { settings: { key: string; value: unknown; origin: { from: string } }[] };
    const shown = Object.fromEntries(settings.map(({ key, value, origin }) => [key, [value, origin.from]]));
    assert.deepEqual(shown.seed, [7, 'flag']);
    assert.deepEqual(shown['risk.dailyOrders'], [2, 'environment']);
    assert.deepEqual(shown['risk.cooldown'], ['5m', 'file']);
    assert.deepEqual(shown['trading.epoch'], ['2m', 'preset']);
    assert.deepEqual(shown['learning.window'], [500, 'default']);
  });

  it('finds the file in a parent of the working folder', async () => {
    const home = homeWith('{"seed": 5}');
    const cwd = join(home, 'a', 'b');
    mkdirSync(cwd, { recursive: true });
    const { stdout } = await hive(['config', 'show', 'seed'], { cwd, env: { HIVE_HOME: '' } });
    assert.match(stdout, /^seed +5$/m);
  });

  it('checks a file before it is used', async () => {
    const home = homeWith('{"seed": 5}');
    const good = await hive(['config', 'check', join(home, 'hive.config.json')]);
    assert.match(good.stdout, /is valid; 1 setting changed from the default\.$/m);
    const missing = await hive(['config', 'check', 'nosuch.json', '--json']);
    assert.equal(missing.code, 3);
    assert.equal(assertErrorEnvelope(missing.stdout).code, 'NO_CONFIG_FILE');
  });

  it('exits 3 with place, value and limit when a value is wrong', async () => {
    const home = homeWith('{\n  "risk": { "maxOrderUsd": 100 }\n}\n');
    const { code, stdout, stderr } = await hive(['config', 'check'], { home });
    const file = join(home, 'hive.config.json');
    assert.deepEqual({ code, stdout }, { code: 3, stdout: '' });
    assert.equal(
      stderr,
      `Error: ${file}:2:28: risk.maxOrderUsd is 100; allowed: number from 0 to 75 in steps of 0.01.\n` +
        `Next: Change risk.maxOrderUsd in "${file}".\n`,
    );
  });

  it('says what is wrong with a file that may not be read', async function () {
    if (process.getuid?.() === 0) this.skip();
    const home = homeWith('{}');
    chmodSync(join(home, 'hive.config.json'), 0);
    const { code, stderr } = await hive(['config', 'check'], { home });
    assert.equal(code, 3);
    assert.match(stderr, /cannot be read \(EACCES/);
  });
});
