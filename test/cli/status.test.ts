import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import type { Status } from '../../src/lib/app/status.ts';
import { assertEnvelope, hive, tempHome } from '../support/cli.ts';
import { TUESDAY, trainedHome } from '../support/small-home.ts';

describe('hive status', () => {
  it('of an empty home names what to run, and makes no file', async () => {
    const home = tempHome();
    const { code, stdout } = await hive(['status'], { home });
    assert.equal(code, 0);
    assert.match(
      stdout,
      /^No model yet\. Run: hive train cycle\nNo tick has run yet\. Run: hive trade tick$/m,
    );
    assert.deepEqual(readdirSync(home), []);
  });

  it('shows money, limits, the last tick and training', async () => {
    const home = await trainedHome();
    await hive(['trade', 'tick', '--quiet', '--as-of', TUESDAY], { home });
    const { stdout } = await hive(['status', '--json', '--as-of', '2026-09-22T00:06:00Z'], { home });
    const status = (await assertEnvelope(stdout, 'status')).data as Status;
    assert.equal(status.account?.main.equity, 10_000);
    assert.deepEqual([status.today?.ordersLeft, status.today?.notionalLeft], [40, 1_500]);
    assert.deepEqual([status.lastTick?.ticks, status.lastTick?.ageMs], [1, 60_000]);
    assert.equal(status.halted, null);
    const text = await hive(['status', '--as-of', '2026-09-22T00:06:00Z'], { home });
    assert.match(text.stdout, /^Last tick +2026-09-22 00:05Z, 1m ago; 1 tick in all$/m);
  });

  it('leads with a halt', async () => {
    const home = tempHome();
    await hive(['trade', 'halt', '--reason', 'alarm', '--quiet'], { home });
    const { stdout } = await hive(['status'], { home });
    assert.match(stdout, /^SIMULATED .*\nHALTED: alarm /);
  });
});
