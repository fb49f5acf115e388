import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RunsReport } from '../../src/lib/app/runs/runs-report.ts';
import type { Status } from '../../src/lib/app/status.ts';
import { assertEnvelope, hive, startHive, tempHome } from '../support/cli.ts';

const SLOT_MS = 120_000;

/** Waits until the line of a run that begins is there, which comes before anything that it does. */
async function begun(home: string, runs: number): Promise<void> {
  const folder = join(home, 'logs', 'runs');
  const text = () =>
    readdirSync(folder)
      .map(name => readFileSync(join(folder, name), 'utf8'))
      .join('');
  while (!existsSync(folder) || text().split('"boot"').length <= runs) await sleep(2);
}

describe('hive runs', () => {
  let home: string;

  before(async () => {
    home = tempHome();
    assert.equal((await hive(['trade', 'tick', '--quiet'], { home })).code, 0);
    const child = startHive(['trade', 'tick', '--quiet'], { home });
    await begun(home, 2);
    child.kill('SIGKILL');
    await once(child, 'close');
  });

  const schedule = (sinceMs: number) =>
    writeFileSync(
      join(home, 'state', 'schedule.json'),
      JSON.stringify({
        by: 'cron',
        sinceMs,
        tickMinutes: 2,
        cycleMinutes: 3,
        daily: '04:10',
        timeZone: 'UTC',
      }),
    );

  it('shows the runs there were, one of them killed, where nothing is scheduled', async () => {
    const { stdout } = await hive(['runs', '--json'], { home });
    const report = (await assertEnvelope(stdout, 'runs')).data as RunsReport;
    assert.equal(report.scheduled, null);
    assert.deepEqual(
      report.runs.map(({ job, outcome, cause }) => [job, outcome, cause]),
      [
        ['tick', 'worked', null],
        ['tick', 'cut-off', 'killed'],
      ],
    );
    const text = (await hive(['runs'], { home })).stdout;
    assert.match(text, /^Started by +nothing: no slot can be missed/m);
    assert.match(text, /^tick +\d\d-\d\d \d\d:\d\dZ +– +killed$/m);
  });

  it('counts slots once a schedule is installed, and looks the same way back as it is told', async () => {
    const now = Date.now();
    schedule(now - 10 * SLOT_MS);
    const { stdout } = await hive(['runs', '--job', 'tick', '--last', '1h', '--json'], { home });
    const report = (await assertEnvelope(stdout, 'runs')).data as RunsReport;
    const [tick] = report.jobs;
    assert.deepEqual([report.jobs.length, tick?.job], [1, 'tick']);
    assert.ok(tick && tick.slots >= 8 && tick.counts.missed >= 7, JSON.stringify(tick));
    assert.equal(
      Object.values(tick.counts).reduce((sum, count) => sum + count, 0),
      tick.slots,
    );
    const refused = await hive(['runs', '--last', 'yesterday'], { home });
    assert.equal(refused.code, 2);
    assert.match(refused.stderr, /"yesterday" is not a length of time\.\nNext: .*24h/);
  });

  it('are told of by hive status in 80 and 60 columns, and as numbers for Prometheus', async () => {
    schedule(Date.now() - 10 * SLOT_MS);
    for (const width of [80, 60]) {
      const { stdout } = await hive(['status'], { home, env: { COLUMNS: String(width) } });
      assert.ok(
        stdout.split('\n').every(line => line.length <= width),
        stdout,
      );
      assert.match(stdout, /^Last runs +tick \d\d-\d\d \d\d:\d\dZ killed$/m);
      assert.match(stdout, /^Next runs +tick \d\d:\d\dZ, cycle/m);
      assert.match(stdout, /^ {2}tick +without: .*\(for no known\s+reason\)/m);
      assert.match(stdout, /^WARNING Runs: The last run of tick, at /m);
    }
    const { stdout } = await hive(['status', '--json'], { home });
    const { runs, needs } = (await assertEnvelope(stdout, 'status')).data as Status;
    assert.equal(runs.scheduled?.by, 'cron');
    assert.ok(needs.some(({ id }) => id === 'runs'));
    const metrics = await hive(['status', '--metrics'], { home });
    assert.match(metrics.stdout, /^hive_job_last_exit_code\{job="tick"\} 137$/m);
    assert.match(metrics.stdout, /^hive_missed_slots\{job="tick",reason="unknown"\} \d+$/m);
    assert.equal(metrics.stderr, '');
  });
});
