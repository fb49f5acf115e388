import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { writeHalt } from '../../../../src/lib/store/files/halt-file.ts';
import { ALERTED_START, AlertedHome, failure, SUCCESS } from '../../../support/alerted-home.ts';
import { type HookServer, hookServer } from '../../../support/hook-server.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const CANARY = 'canary-of-job-alerts-test-77d2';
const HOUR = 3_600_000;
const folder = tempFolder();
const hook = hookServer();

const channel = (name: string, path = name) => ({
  name,
  format: 'json',
  url: hook().at(`/${path}/${CANARY}`),
});

function homeWith(alerts: unknown, settings: ConstructorParameters<typeof AlertedHome>[1] = {}): AlertedHome {
  const home = new AlertedHome(folder(), settings);
  home.write(alerts);
  return home;
}

/** What was told to a channel, as `kind key`, one text a message. */
const told = (server: HookServer, name: string): string[] =>
  server.posted
    .filter(({ path }) => path.startsWith(`/${name}/`))
    .map(({ body }) =>
      JSON.parse(body)
        .alerts.map((alert: { kind: string; key: string }) => `${alert.kind} ${alert.key}`)
        .join(', '),
    );

describe('the end of a run of a job', () => {
  it('tells a halt once, in the words of the health check, and its end after an hour', async () => {
    const home = homeWith({ channels: [channel('one')] });
    writeHalt(home.paths.state, { reason: 'exchange is down', atMs: ALERTED_START });
    for (let i = 0; i < 5; i++) await home.run(failure(6, 'HALTED'));
    assert.deepEqual(told(hook(), 'one'), ['problem halt']);
    assert.match(hook().posted[0]!.body, /Trading is halted: exchange is down/);
    rmSync(home.paths.halt);
    await home.run();
    home.clock.advance(HOUR);
    await home.run();
    assert.deepEqual(told(hook(), 'one'), ['problem halt', 'recovered halt']);
    assert.deepEqual(home.warned, []);
  });

  it('tells of the third failure in a row, with what it failed of, and not of those before', async () => {
    const home = homeWith({ channels: [channel('one')] });
    for (let i = 0; i < 6; i++) await home.run(failure(5, 'BROKER_DOWN', `The host ${CANARY} is down.`));
    assert.deepEqual(told(hook(), 'one'), ['problem job.tick.BROKER_DOWN']);
    assert.match(
      hook().posted[0]!.body,
      /failed 3 times in a row \(exit code 5, BROKER_DOWN\): The host \[redacted\] is down/,
    );
  });

  it('leaves the trouble of another job alone', async () => {
    const home = homeWith({ channels: [channel('one')] });
    await home.run(failure(1, 'BUG'));
    for (let i = 0; i < 40; i++) await home.run(SUCCESS, { job: 'cycle' });
    assert.ok(!told(hook(), 'one').join().includes('recovered'));
  });

  it('tells that ticks do not come any more', async () => {
    const home = homeWith({ channels: [channel('one')] });
    await home.run();
    for (let i = 0; i < 8; i++) await home.run(SUCCESS, { job: 'cycle' });
    assert.deepEqual(told(hook(), 'one'), ['problem silent.tick']);
    assert.match(hook().posted[0]!.body, /No tick has run since 2026-11-22 09:02Z/);
  });

  it('tells that many slots passed without a run, where something was to start them', async () => {
    const home = homeWith({ channels: [channel('one')] });
    await home.run();
    const note = { by: 'cron', sinceMs: ALERTED_START, tickMinutes: 2, cycleMinutes: 3 };
    writeFileSync(home.paths.scheduleNote, JSON.stringify({ ...note, daily: '04:10', timeZone: 'UTC' }));
    home.clock.advance(HOUR / 6);
    await home.run();
    assert.ok(!told(hook(), 'one').join().includes('missed'), 'a few slots are no trouble yet');
    home.clock.advance(HOUR / 2);
    await home.run();
    assert.match(
      hook().posted.at(-1)!.body,
      /21 of the 23 slots of tick in the last 24 hours passed without a run that ended: for no known reason\./,
    );
    assert.ok(told(hook(), 'one').join().includes('warning missed.tick'));
  });

  it('still tells that a job fails when the settings cannot be read', async () => {
    const home = homeWith({ channels: [channel('one')] });
    home.clock.advance(1);
    const { config } = home;
    writeHalt(home.paths.state, { reason: 'by hand', atMs: ALERTED_START });
    await home.run(failure(6, 'HALTED'));
    home.config = config && { ...config, alerts: { ...config.alerts, after: 1 } };
    await home.run(failure(3, 'BAD_SETTING'));
    assert.deepEqual(told(hook(), 'one'), ['problem halt', 'problem job.tick.BAD_SETTING']);
  });

  it('sends nothing when another run was found, and from a rehearsal only where that is wanted', async () => {
    const home = homeWith({ channels: [channel('one')], pings: { tick: hook().at(`/ping/${CANARY}`) } });
    await home.run(failure(75, 'BUSY'));
    home.config = home.config && { ...home.config, alerts: { ...home.config.alerts, onAsOf: false } };
    await home.run(failure(1, 'BUG'));
    assert.deepEqual(hook().paths, []);
  });

  it('costs nothing where nobody is to be told', async () => {
    const home = new AlertedHome(folder());
    await home.run(failure(1, 'BUG'));
    assert.equal(existsSync(home.paths.alarms), false);
    assert.equal(existsSync(home.paths.alarmsLock), false);
  });
});

describe('a channel that is dead', () => {
  it('is told once on stderr and once through the others, and gets what it missed when it lives again', async () => {
    const home = homeWith({ channels: [channel('alive'), channel('fail')] });
    writeHalt(home.paths.state, { reason: 'by hand', atMs: ALERTED_START });
    for (let i = 0; i < 8; i++) await home.run();
    assert.deepEqual(told(hook(), 'alive'), ['warning halt', 'warning alerts.channel.fail']);
    assert.deepEqual(home.warned, [
      `The alert channel fail (${hook().host}) did not take a message: it answered 500: no [redacted]. It is tried again.`,
    ]);
    // At once, at the next run, after two minutes, four, eight: not in every run.
    assert.equal(told(hook(), 'fail').length, 4);
    home.write({ channels: [channel('alive'), channel('fail', 'well')] });
    home.clock.advance(HOUR);
    await home.run();
    assert.deepEqual(told(hook(), 'well'), ['warning halt']);
  });

  it('does not keep a run from ending within its bound, and changes nothing of the others', async () => {
    const home = homeWith({
      channels: [channel('hang'), channel('redirect'), channel('break'), channel('alive')],
      pings: { tick: hook().at(`/hang/${CANARY}`) },
    });
    const startedAt = performance.now();
    await home.run(failure(1, 'BUG'), { work: () => sleep(300) });
    const took = performance.now() - startedAt;
    assert.ok(took < 6_500, `it took ${took} ms`);
    assert.deepEqual(told(hook(), 'alive'), ['problem job.tick.BUG']);
    assert.equal(home.warned.length, 3);
    assert.doesNotMatch(home.warned.join(), /canary/);
    assert.deepEqual(
      hook().paths.filter(path => path.startsWith('/taken')),
      [],
      'no redirect is followed',
    );
  });
});

describe('a health check', () => {
  it('hears of the start, of success, and of the exit code of a failure with what was said', async () => {
    const home = homeWith({ pings: { tick: `${hook().at(`/ping/${CANARY}`)}?create=1` } });
    await home.run(SUCCESS, { work: () => sleep(400) });
    await home.run({ ...failure(4, 'DISK_FULL', `No space; key ${CANARY}.`), warnings: ['Look at it.'] });
    await home.run(SUCCESS, { job: 'cycle' });
    assert.deepEqual(
      hook().posted.map(({ path, body }) => [path.replace(CANARY, ''), body]),
      [
        ['/ping//start?create=1', ''],
        ['/ping/?create=1', 'exit code 0'],
        ['/ping//4?create=1', 'exit code 4 DISK_FULL\nNo space; key [redacted].\nLook at it.'],
      ],
    );
  });
});

describe('what is remembered of alarms', () => {
  it('can be written on a full disk, so that one is told once', async () => {
    const home = homeWith({ channels: [channel('one')] });
    await home.run(failure(1, 'BUG'));
    // No new file can be made: a folder stands where the temporary one would be.
    mkdirSync(`${home.paths.alarms}.tmp-${process.pid}/x`, { recursive: true });
    for (let i = 0; i < 3; i++) await home.run(failure(4, 'DISK_FULL'));
    for (let i = 0; i < 3; i++) await home.run(failure(4, 'DISK_FULL'));
    assert.deepEqual(told(hook(), 'one'), ['problem job.tick.BUG', 'problem disk']);
  });

  it('tells a trouble once more when it was lost or is damaged', async () => {
    const home = homeWith({ channels: [channel('one')] });
    await home.run(failure(1, 'BUG'));
    for (const text of ['', '{"book":', '{"book":{"alarms":7}}']) {
      home.put(home.paths.alarms, text);
      await home.run(failure(1, 'BUG'));
      await home.run(failure(1, 'BUG'));
    }
    assert.equal(told(hook(), 'one').length, 4);
  });

  it('holds no secret, and nobody else may read it', async () => {
    const home = homeWith({ channels: [channel('fail')] });
    await home.run(failure(1, 'BUG', `Could not reach ${hook().at(`/fail/${CANARY}`)}.`));
    for (const name of readdirSync(home.paths.state)) {
      const path = join(home.paths.state, name);
      assert.doesNotMatch(readFileSync(path, 'utf8'), /canary/, name);
    }
  });
});

describe('a file of channels that cannot be used', () => {
  it('is told on stderr once, not at every run, and keeps no job from running', async () => {
    const home = homeWith({ channels: [channel('one')] });
    chmodSync(home.paths.alerts, 0o644);
    for (let i = 0; i < 3; i++) await home.run();
    assert.equal(home.warned.length, 1);
    assert.match(
      home.warned[0]!,
      /^Nobody is alerted\. The alerts file .* may be used by others \(mode 0644\)\. Close it/,
    );
    assert.deepEqual(hook().paths, []);
  });
});

describe('news of trades', () => {
  const trade = (seq: number) =>
    `${JSON.stringify({ seq, side: 'buy', symbol: 'BTC/USD', qty: '0.001', price: '50000.00', fee: '0.13', realised: null, reason: 'UP_SIGNAL' })}\n`;

  it('are told where they are wanted: those since the last look, in one message', async () => {
    const home = homeWith({ channels: [channel('one')] }, { onTrades: true });
    mkdirSync(dirname(home.paths.tradeLog), { recursive: true });
    home.put(home.paths.tradeLog, trade(3));
    await home.run();
    home.put(home.paths.tradeLog, trade(3) + trade(8) + trade(9));
    await home.run();
    await home.run();
    assert.deepEqual(told(hook(), 'one'), ['trade trade']);
    const line = 'Bought 0.001 BTC/USD at $50,000.00, fee $0.13.';
    assert.equal(JSON.parse(hook().posted[0]!.body).alerts[0].says, `${line} ${line}`);
  });

  it('are what a daily report comes to, where that is wanted', async () => {
    const home = homeWith({ channels: [channel('one')] }, { onReport: true });
    await home.run({ ...SUCCESS, facts: { period: '2026-11-21', profit: -1.2 } }, { job: 'report' });
    assert.deepEqual(told(hook(), 'one'), ['report report']);
    assert.equal(JSON.parse(hook().posted[0]!.body).alerts[0].says, '2026-11-21: a loss of $1.20.');
  });
});
