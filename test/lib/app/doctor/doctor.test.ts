import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { arm } from '../../../../src/lib/app/arming/arm.ts';
import { doctor } from '../../../../src/lib/app/doctor/doctor.ts';
import { noteBegin, noteEnd } from '../../../../src/lib/app/schedule/schedule-note.ts';
import type { BrokerInspection } from '../../../../src/lib/broker/inspection.ts';
import { parseCents, parseQty } from '../../../../src/lib/core/money.ts';
import { withBlock } from '../../../../src/lib/schedule/crontab-block.ts';
import { failures, LIVE_ACCOUNT, openOrder, RealDesk } from '../../../support/real-desk.ts';
import { ended, nextOutput, startScript } from '../../../support/run-process.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const KEYS = { APCA_API_KEY_ID: 'AKTEST', APCA_API_SECRET_KEY: 'secret-of-the-doctor-test' };

const inspection = (changes: Partial<BrokerInspection> = {}): BrokerInspection => ({
  asset: async symbol => ({
    symbol,
    tradable: true,
    status: 'active',
    minOrderQty: parseQty('0.000010954'),
    qtyIncrement: parseQty('0.000000001'),
  }),
  whitelistedAddresses: async () => [],
  ...changes,
});

describe('hive doctor', () => {
  const folder = tempFolder();
  let desk: RealDesk;
  let programs: Record<string, string> = {};
  beforeEach(() => {
    desk = new RealDesk(folder());
    desk.inspected = inspection();
    programs = {};
  });
  afterEach(() => desk.close());

  const examine = (offline = false, environment: Record<string, string> = KEYS, nodeVersion = '24.21.0') =>
    doctor(
      desk.adapters,
      { offline, environment },
      { nodeVersion, run: async name => programs[name] ?? null },
    );
  const finding = async (id: string, ...args: Parameters<typeof examine>) => {
    const found = (await examine(...args)).checks.find(check => check.id === id);
    assert.ok(found, id);
    return found;
  };
  const seen = async (id: string, state: string, pattern: RegExp, ...args: Parameters<typeof examine>) => {
    const found = await finding(id, ...args);
    assert.deepEqual([found.state, pattern.test(found.seen)], [state, true], JSON.stringify(found));
    const needsWay = state === 'warning' || state === 'problem';
    assert.ok(!needsWay || (found.todo ?? '') !== '', `${id} does not say what to do`);
  };

  it('finds nothing wrong with a live account that is ready, in the same order every time', async () => {
    await arm(desk.adapters, {
      days: 30,
      withoutEvidence: false,
      confirm: async () => `trade ${LIVE_ACCOUNT} live`,
    });
    const { checks, problems, warnings } = await examine();
    assert.deepEqual([problems, warnings], [0, 0], JSON.stringify(checks));
    assert.deepEqual(
      checks.map(({ id }) => id),
      (await examine(true)).checks.map(({ id }) => id),
    );
  });

  it('changes nothing and only reads', async () => {
    await desk.hold('BTC/USD', '0.001');
    const files = () => readdirSync(desk.paths.state).filter(name => !/-(?:wal|shm)$/.test(name));
    const before = [files(), readFileSync(desk.paths.journal, 'utf8')];
    desk.broker.asked.length = 0;
    await examine();
    assert.deepEqual([files(), readFileSync(desk.paths.journal, 'utf8')], before);
    assert.deepEqual(new Set(desk.broker.asked), new Set(['account', 'ordersSince']));
  });

  it('asks for no broker offline, nor for the embedded one', async () => {
    const { checks } = await examine(true);
    assert.deepEqual(desk.broker.asked, []);
    assert.match(checks.at(-1)!.seen, /--offline/);
    const embedded = new RealDesk(join(folder(), 'other'), {});
    const report = await doctor(
      embedded.adapters,
      { offline: false, environment: {} },
      { run: async () => null },
    );
    assert.deepEqual(embedded.broker.asked, []);
    assert.equal(report.problems, 0);
    assert.match(report.checks.at(-1)!.seen, /not needed: the broker is the embedded one/);
    embedded.close();
  });

  it('hides no check behind one that fails', async () => {
    desk.broker.failure = failures.unreachable;
    desk.inspected = inspection({
      asset: () => {
        throw new TypeError('a bug');
      },
    });
    await seen('account', 'problem', /cannot be reached/);
    await seen('assets', 'problem', /cannot be checked: a bug/);
    await seen('withdrawals', 'ok', /no address/);
    await seen('node-version', 'ok', /24\.21\.0/);
  });

  it('knows a Node that is too old', async () => {
    await seen('node-version', 'problem', /22\.17\.9; 22\.18 is needed/, true, KEYS, '22.17.9');
  });

  it('sees who else may read or write the files', async () => {
    await desk.record();
    await seen('file-modes', 'ok', /nobody else/);
    chmodSync(desk.paths.journal, 0o640);
    await seen('file-modes', 'warning', /journal\.jsonl has mode 0640/);
    chmodSync(desk.paths.journal, 0o600);
    chmodSync(desk.paths.root, 0o777);
    await seen('file-modes', 'problem', /has mode 0777/);
  });

  it('sees a damaged journal and one of another mode', async () => {
    await seen('journal', 'ok', /not begun/);
    await desk.record();
    await seen('journal', 'ok', /1 records of live account 912345678/);
    const text = readFileSync(desk.paths.journal, 'utf8');
    writeFileSync(desk.paths.journal, text.replace('"10000.00"', '"20000.00"'));
    await seen('journal', 'problem', /line 1 is damaged/);
    writeFileSync(desk.paths.journal, text);
    const paper = new RealDesk(folder(), { mode: 'paper', market: { crypto: { source: 'csv' } } });
    const { checks } = await doctor(paper.adapters, { offline: true, environment: {} });
    assert.match(checks.find(({ id }) => id === 'journal')?.seen ?? '', /is of mode live, .* of paper/);
    paper.close();
  });

  it('sees a running tick without disturbing it', async function () {
    if (process.platform !== 'linux') this.skip();
    await seen('locks', 'ok', /^free$/);
    const other = startScript('hold-lock', [desk.paths.tickLock]);
    assert.equal(await nextOutput(other), 'held');
    await seen('locks', 'info', new RegExp(`^a tick is running \\(process ${other.pid}\\)$`));
    other.stdin?.end();
    await ended(other);
  });

  it('sees a halt and a missing or ending permission', async () => {
    await seen('kill-switch', 'ok', /off/);
    mkdirSync(desk.paths.state, { mode: 0o700 });
    writeFileSync(desk.paths.halt, 'alarm', { mode: 0o600 });
    await seen('kill-switch', 'warning', /halted: alarm/);
    await seen('arming', 'warning', /nobody has armed it/);
    const confirm = async () => `trade ${LIVE_ACCOUNT} live`;
    await arm(desk.adapters, { days: 2, withoutEvidence: true, confirm });
    await seen('arming', 'warning', /until .*, WITHOUT evidence/);
  });

  it('says where keys come from, and why they may not be used', async () => {
    await seen('keys', 'info', /^in the environment/);
    await seen('keys', 'problem', /^There are no live keys/, false, {});
    writeFileSync(join(folder(), 'alpaca-keys.json'), '{"live": {"keyId": "AK", "secret": "s3cr3t"}}', {
      mode: 0o600,
    });
    await seen('keys', 'ok', /^from the key file/);
    chmodSync(join(folder(), 'alpaca-keys.json'), 0o644);
    await seen('keys', 'problem', /may be used by others \(mode 0644\)/);
  });

  it('compares clocks', async () => {
    await seen('clock', 'ok', /^0\.0 s/);
    desk.broker.brokerMs = desk.clock.now() + 6_000;
    await seen('clock', 'warning', /^6\.0 s/);
    desk.broker.brokerMs = desk.clock.now() - 31_000;
    await seen('clock', 'problem', /^31\.0 s .* refuses more than 30 s/);
    desk.broker.brokerMs = null;
    await seen('clock', 'skipped', /does not tell/);
  });

  it('knows the account and whether it may trade', async () => {
    await seen('account', 'ok', /^live account 912345678, as pinned$/);
    desk.broker.accountNumber = '999';
    await seen('account', 'problem', /of account 999; the configuration allows account 912345678 only/);
    desk.broker.blocked = 'trading is blocked';
    await seen('account-gates', 'problem', /trading is blocked/);
  });

  // Alpaca takes no crypto order below $10, and 2 % of less than $500 is below $10.
  it('says in one sentence how much buying power is needed', async () => {
    desk.broker.buyingPower = parseCents('499.99');
    await seen('buying-power', 'problem', /^2 % .* of \$10\.00: \$500\.00 are needed, \$499\.99 are there$/);
    desk.broker.buyingPower = parseCents('500');
    await seen('buying-power', 'ok', /\$500\.00 are there$/);
  });

  it('sees coins that are not traded', async () => {
    await seen('assets', 'ok', /BTC\/USD is tradable, at least 0\.000010954, in steps of 0\.000000001; ETH/);
    const { asset } = inspection();
    desk.inspected = inspection({
      asset: async s => ({ ...(await asset(s)), tradable: s !== 'ETH/USD', status: 'inactive' }),
    });
    await seen('assets', 'problem', /^ETH\/USD is not tradable \(inactive\)$/);
  });

  it('is alarmed by any address that coins may be sent to', async () => {
    desk.inspected = inspection({ whitelistedAddresses: async () => ['bc1qstranger'] });
    await seen('withdrawals', 'problem', /can be sent to bc1qstranger/);
  });

  it('tells orders made by hand from those of another hive', async () => {
    await seen('foreign-orders', 'ok', /no order is open/);
    desk.broker.orders = [openOrder(), openOrder({ clientOrderId: 'done', status: 'filled' })];
    await seen('foreign-orders', 'warning', /: buy BTC\/USD \(by-hand\)$/);
    desk.broker.orders = [openOrder({ clientOrderId: 'hive-0000000000-BTCUSD-buy-1' })];
    await seen('foreign-orders', 'problem', /this journal did not make it/);
  });

  it('misses a model where one is to trade', async () => {
    await seen('model-age', 'skipped', /no model trades/);
    const forest = new RealDesk(folder(), {});
    const { checks } = await doctor(forest.adapters, { offline: true, environment: {} });
    const found = checks.find(({ id }) => id === 'model-age');
    assert.deepEqual([found?.state, found?.todo], ['warning', 'Make one: hive train cycle']);
    forest.close();
  });

  it('sees that Yahoo is not asked for a while', async () => {
    await seen('yahoo', 'skipped', /not needed/);
    const real = new RealDesk(folder(), { mode: 'paper', market: { crypto: { source: 'yahoo' } } });
    mkdirSync(real.paths.state, { recursive: true, mode: 0o700 });
    const file = join(real.paths.state, 'yahoo-backoff.json');
    const ask = async () => {
      const { checks } = await doctor(real.adapters, { offline: true, environment: {} });
      return checks.find(({ id }) => id === 'yahoo')!;
    };
    assert.equal((await ask()).state, 'ok');
    const untilMs = real.clock.now() + 900_000;
    writeFileSync(file, JSON.stringify({ refused: 1, trouble: 0, untilMs, why: 'HTTP 429' }));
    assert.match((await ask()).seen, /not asked before .*: HTTP 429$/);
    writeFileSync(file, JSON.stringify({ refused: 1, trouble: 0, untilMs: 0, why: 'HTTP 429' }));
    assert.equal((await ask()).state, 'ok');
    real.close();
  });

  it('finds timers of hive, and takes their absence for information', async () => {
    await seen('timers', 'info', /none starts hive/);
    programs = {
      crontab: '# hive\n*/2 * * * *  cd /srv/hive && npx hive trade tick --quiet\n0 0 * * * backup\n',
    };
    await seen('timers', 'ok', /^crontab: 1 of hive$/);
  });

  it('holds the schedule that was installed against the settings and against what is really there', async () => {
    const { paths } = desk.adapters;
    const started = 'node run.js trade tick --home';
    const block = (tick: string) =>
      withBlock(null, paths.root, [
        'CRON_TZ=UTC',
        `${tick} * * * * ${started} x --quiet`,
        '*/3 * * * * node run.js train cycle --home x --quiet',
        '10 4 * * * node run.js report --daily --write --home x --quiet',
        '15 4 * * * node run.js prune --home x --quiet',
      ]);
    noteBegin(
      paths,
      { by: 'cron', nowMs: Date.parse('2026-11-20T08:00:00Z') },
      desk.adapters.config.schedule,
    );
    programs = { crontab: block('*/2') };
    await seen('timers', 'ok', /^cron runs this home, since 2026-11-20T08:00:00\.000Z$/);
    programs = { crontab: block('*/5') };
    await seen('timers', 'warning', /tick: the crontab says "\*\/5 \* \* \* \* UTC", the settings say/);
    programs = {};
    await seen('timers', 'warning', /^cron was to start hive since .*, but does not$/);
    noteEnd(paths, Date.parse('2026-11-21T08:00:00Z'));
    await seen('timers', 'info', /none starts hive/);
  });

  it('knows whether somebody is alerted, and whether that arrives', async () => {
    const url = 'https://hooks.example/canary-of-doctor-test';
    await seen('alerts', 'info', /^nobody is told/);
    const { alerts, alarms } = desk.adapters.paths;
    writeFileSync(alerts, JSON.stringify({ channels: [{ name: 'team', format: 'slack', url }] }));
    chmodSync(alerts, 0o644);
    await seen('alerts', 'problem', /may be used by others \(mode 0644\)/);
    chmodSync(alerts, 0o600);
    await seen('alerts', 'ok', /^channels: team; health checks: no job; none was told anything yet$/);
    const failed = { failures: 1, failure: { atMs: 1, why: 'it answered 404' }, nextTryMs: 1 };
    const state = {
      book: { alarms: [], sentMs: [], heldMs: null },
      boxes: { team: { ...failed, waiting: [], lastTakenMs: null } },
      tradeSeq: null,
    };
    mkdirSync(desk.adapters.paths.state, { recursive: true });
    writeFileSync(alarms, JSON.stringify(state));
    await seen('alerts', 'warning', /^team \(hooks\.example\) takes no messages: it answered 404$/);
    assert.doesNotMatch(JSON.stringify(await examine()), /canary-of-doctor/);
  });
});
