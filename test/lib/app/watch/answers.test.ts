import assert from 'node:assert/strict';
import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import { ENDPOINTS } from '../../../../src/lib/app/queries/index.ts';
import { successEnvelope } from '../../../../src/lib/app/schemas/envelope.ts';
import { selectTrades } from '../../../../src/lib/app/select-trades.ts';
import { isoTime } from '../../../../src/lib/core/clock.ts';
import { DAY_MS } from '../../../../src/lib/core/interval.ts';
import { openStore } from '../../../../src/lib/store/sqlite/store.ts';
import { tempHome } from '../../../support/cli.ts';
import { ended, nextOutput, startScript } from '../../../support/run-process.ts';
import { fileNames, fingerprint } from '../../../support/traded-home.ts';
import { WatchedDesk } from '../../../support/watched-home.ts';

/** As a caller of `--json` sees it: without members that are undefined. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** Parameters of the paths that need some, in a traded home. */
const needed = async (desk: WatchedDesk): Promise<Readonly<Record<string, Record<string, string>>>> => {
  const [model] = await desk.app.modelsList();
  return {
    '/api/bars': { symbol: 'BTC-USD' },
    '/api/training/models/:name': { name: model?.name ?? '' },
  };
};

describe('the answers of a home that trades', () => {
  const desk = new WatchedDesk(tempHome());
  before(async () => {
    await desk.app.trainCycle({ forceTrain: true });
    await desk.ticks(20);
  });
  after(() => desk.close());

  const data = async (path: string, parameters: Record<string, string> = {}) =>
    (await desk.ask(path, parameters)).envelope.data;

  it('are what their schemas say, and no question changes a file', async () => {
    const before = [fingerprint(desk.paths.root), fileNames(desk.paths.root).filter(isNoHelper)];
    const parameters = await needed(desk);
    for (const { path, schema, data: shape } of ENDPOINTS.filter(({ path }) => !path.endsWith(':id'))) {
      const { status, envelope } = await desk.ask(path, parameters[path]);
      assert.equal(status, 200, `${path}: ${JSON.stringify(envelope)}`);
      successEnvelope(schema, shape).parse(envelope);
      assert.deepEqual(envelope.warnings, [], path);
    }
    const watch = await desk.watch();
    await watch.metrics();
    await watch.openapi();
    assert.deepEqual([fingerprint(desk.paths.root), fileNames(desk.paths.root).filter(isNoHelper)], before);
  });

  it('are those of the commands', async () => {
    assert.deepEqual(await data('/api/crypto/status'), plain(await desk.app.status()));
    assert.deepEqual(await data('/api/crypto/positions'), { account: plain(await desk.app.positions()) });
    assert.deepEqual(await data('/api/crypto/why'), plain(await desk.app.tradeWhy(null)));
    const span = { fromMs: desk.clock.now() - DAY_MS, toMs: desk.clock.now() };
    const { from, to } = { from: isoTime(span.fromMs), to: isoTime(span.toMs) };
    const runs = await desk.app.runs({ ...span, job: null, missed: false });
    assert.deepEqual(await data('/api/runs', { from, to }), plain(runs));
    assert.equal((await data('/api/runs', { from: isoTime(0), to })).from, isoTime(span.toMs - 7 * DAY_MS));
    assert.deepEqual(await data('/api/training/status'), plain(await desk.app.trainStatus()));
    assert.deepEqual(await data('/api/predictions'), { forecasts: plain(await desk.app.predict([])) });
    const all = await desk.app.trades();
    assert.ok(all.length > 3);
    for (const symbol of [undefined, 'BTC-USD'])
      assert.deepEqual(
        await data('/api/crypto/trades', { last: '3', ...(symbol ? { symbol } : {}) }),
        plain(selectTrades(all, { last: 3, symbol })),
      );
    const request = { format: 'jsonl', types: ['TICK'], out: null } as const;
    const { report } = await desk.app.journalExport(request);
    assert.deepEqual(await data('/api/journal', { type: 'TICK', last: '500' }), plain(report));
  });

  it('have the equity of the last tick in all that tell of it', async () => {
    const feed = await data('/api/dashboard/live-feed');
    const { points } = await data('/api/equity');
    assert.equal(points.length, 20);
    assert.deepEqual(feed.equity.points, points);
    const [, main, control] = points.at(-1);
    assert.deepEqual([feed.status.account.main.equity, feed.status.account.control.equity], [main, control]);
    assert.match(
      await (await desk.watch()).metrics(),
      new RegExp(`^hive_equity_usd\\{book="main"\\} ${main}$`, 'm'),
    );
  });

  it('have each part of what was learned by itself too', async () => {
    const status = await data('/api/learning/status');
    assert.equal(status.gate.stage, 'shadow');
    for (const [path, part] of [
      ...[['gate', 'gate'] as const, ['experts', 'experts'] as const, ['policy', 'policy'] as const],
      ...[['rewards', 'rewards'] as const, ['regimes', 'regime'] as const],
    ])
      assert.deepEqual(await data(`/api/learning/${path}`), { [part]: status[part] });
    const { stage, words } = status.gate;
    const { gate } = await data('/api/crypto/status');
    assert.deepEqual(gate, { stage, words, overriddenUntil: null });
  });

  it('have the evidence as numbers for Prometheus, what only rises as counters', async () => {
    const { gate, experts, policy, rewards } = await data('/api/learning/status');
    const text = await (await desk.watch()).metrics();
    const wealths = { money: gate.lnMoney, timing: gate.lnTiming, wanted: gate.lnWanted };
    for (const [kind, value] of Object.entries({ ...wealths, mixture: experts.lnWealth }))
      assert.match(text, new RegExp(`^hive_gate_ln_wealth\\{kind="${kind}"\\} ${value}$`, 'm'));
    assert.match(text, /^hive_gate_stage 0$/m);
    assert.match(text, /^# TYPE hive_rewards_total counter$/m);
    assert.ok(rewards.newest.length > 0);
    assert.match(text, new RegExp(`^hive_rewards_total ${rewards.newest.length}$`, 'm'));
    assert.match(text, new RegExp(`^hive_policy_resets_total ${policy.resets}$`, 'm'));
  });

  it('hold the limits against what was traded today', async () => {
    const { limits, exposure } = await data('/api/crypto/limits');
    const { today, account } = await data('/api/crypto/status');
    const used = Object.fromEntries(limits.map((row: { id: string; used: number }) => [row.id, row.used]));
    assert.deepEqual([used['day-orders'], used['day-notional']], [today.orders, today.notional]);
    const held = account.main.positions.reduce((sum: number, { value }: { value: number }) => sum + value, 0);
    assert.equal(exposure, held);
  });

  it('refuse what cannot be asked and name the parameter and its value', async () => {
    const cases = [
      ['/api/crypto/trades', { last: '0' }, 400, /"last" of \/api\/crypto\/trades is "0"/],
      ['/api/crypto/trades', { last: 'x'.repeat(500) }, 400, /"last" .* is "x{60}…"/],
      ['/api/crypto/trades', { side: 'up' }, 400, /"side" .* is "up"/],
      ['/api/crypto/trades', { colour: 'red' }, 400, /no parameter "colour"/],
      ['/api/crypto/trades', { symbol: '???' }, 400, /\?\?\?/],
      ['/api/equity', { from: 'yesterday' }, 400, /"from" .* is "yesterday"/],
      ['/api/bars', {}, 400, /needs the parameter "symbol"/],
      ['/api/crypto/why', { tick: '1' }, 404, /no tick 1/],
      ['/api/predictions', { symbol: 'DOGE-USD' }, 404, /DOGE/],
      ['/api/training/models/:name', { name: 'crypto-none' }, 404, /no model "crypto-none"/],
      ['/api/crypto/trade', {}, 404, /did you mean \/api\/crypto\/trades/],
    ] as const;
    for (const [path, parameters, status, message] of cases) {
      const refused = await desk.refused(path, parameters);
      assert.deepEqual([path, refused.status], [path, status]);
      assert.match(refused.message, message);
    }
  });

  it('are kept while nothing changes, and made anew after a tick', async () => {
    const watch = await desk.watch();
    const first = await watch.answer('/api/crypto/trades', { last: '2', side: 'buy' });
    const again = await watch.answer('/api/crypto/trades', { side: 'buy', last: '2' });
    assert.equal(again.body, first.body);
    await desk.ticks(6);
    await watch.refresh();
    const later = await watch.answer('/api/crypto/trades', { last: '2', side: 'buy' });
    assert.notEqual(later.body, first.body);
    const { ticks } = (await desk.ask('/api/crypto/status')).envelope.data.lastTick;
    assert.equal(ticks, 26);
  });
});

const isNoHelper = (name: string): boolean => !/-(?:wal|shm)$/.test(name);

describe('the answers of a home in trouble', () => {
  let desk: WatchedDesk;
  beforeEach(async () => {
    desk = new WatchedDesk(tempHome());
    await desk.ticks(3);
  });
  afterEach(() => desk.close());

  it('of an empty home are whole, and make nothing', async () => {
    const empty = new WatchedDesk(tempHome());
    for (const { path, schema, data } of ENDPOINTS.filter(each => !/:|bars|why/.test(each.path))) {
      const { status, envelope } = await empty.ask(path);
      assert.equal(status, 200, path);
      successEnvelope(schema, data).parse(envelope);
    }
    assert.equal((await empty.refused('/api/crypto/why')).status, 404);
    assert.deepEqual(fileNames(empty.paths.root), []);
    assert.equal(existsSync(empty.paths.state), false);
    empty.close();
  });

  it('are older ones with a warning while another process holds the store, and 503 where there are none', async () => {
    const [samples, status] = ['/api/training/samples', '/api/crypto/status'];
    const before = [await desk.ask(samples), await desk.ask(status)].map(({ envelope }) => envelope);
    desk.app.close();
    const holder = startScript('hold-store', [`${desk.paths.db}.next`]);
    try {
      await nextOutput(holder);
      renameSync(`${desk.paths.db}.next`, desk.paths.db);
      desk.clock.advance(5_000);
      const older = await desk.ask(samples);
      assert.deepEqual([older.status, older.envelope.asOf], [200, before[0].asOf]);
      assert.deepEqual(older.envelope.data, before[0].data);
      assert.match(older.envelope.warnings.join(), /Another process is writing/);
      const { envelope } = await desk.ask(status);
      assert.notEqual(envelope.asOf, before[1].asOf, 'what is in the journal is of now');
      assert.deepEqual(envelope.data.training, before[1].data.training);
      assert.match(envelope.warnings.join(), /Another process is writing/);
      assert.equal((await desk.refused('/api/training/cycles')).status, 503);
      const { checks } = (await desk.ask('/api/health')).envelope.data;
      assert.equal(checks.find(({ id }: { id: string }) => id === 'store').state, 'problem');
    } finally {
      holder.stdin?.end();
      await ended(holder);
    }
  });

  it('are of the new store once it was replaced', async () => {
    assert.equal((await desk.ask('/api/training/cycles')).envelope.data.total, 0);
    const other = `${desk.paths.db}.other`;
    const store = openStore(other);
    store.cycles.append({ atMs: desk.clock.now(), document: '{}' });
    store.close();
    desk.app.close();
    for (const end of ['', '-wal', '-shm']) rmSync(`${desk.paths.db}${end}`, { force: true });
    copyFileSync(other, desk.paths.db);
    assert.equal((await desk.ask('/api/crypto/status')).envelope.data.training.cycles, 1);
  });

  it('say what is wrong with the journal, and keep what was read of it', async () => {
    const before = (await desk.ask('/api/crypto/trades')).envelope;
    rmSync(desk.paths.journal);
    const { envelope } = await desk.ask('/api/crypto/trades');
    assert.deepEqual(envelope.data, before.data);
    assert.match(envelope.warnings.join(), /journal\.jsonl is gone/);
    const health = (await desk.ask('/api/health')).envelope.data;
    assert.equal(health.state, 'problem');
  });

  it('tell of a halt at once', async () => {
    assert.equal((await desk.ask('/api/crypto/status')).envelope.data.halted, null);
    await desk.app.halt({ reason: 'a test', local: true });
    const { halted } = (await desk.ask('/api/crypto/status')).envelope.data;
    assert.match(halted, /a test/);
  });
});
