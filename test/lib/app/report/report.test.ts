import assert from 'node:assert/strict';
import { adapters } from '../../../../src/lib/app/adapters.ts';
import { makeStateFolder } from '../../../../src/lib/app/private-folders.ts';
import { type ReportRequest, report } from '../../../../src/lib/app/report/report.ts';
import type { ScheduledSlots } from '../../../../src/lib/app/report/slots.ts';
import type { ReportOutput } from '../../../../src/lib/app/schemas/report.ts';
import { schema } from '../../../../src/lib/app/schemas/report.ts';
import { configSchema } from '../../../../src/lib/config/schema.ts';
import { HOUR_MS } from '../../../../src/lib/core/interval.ts';
import { parseCents } from '../../../../src/lib/core/money.ts';
import { SimulatedMarket } from '../../../../src/lib/market/simulated/simulated-market.ts';
import { hiveError } from '../../../support/hive-error.ts';
import { QUERY_CONFIG, QUERY_START, QueryDesk } from '../../../support/query-home.ts';
import { BTC } from '../../../support/quotes.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const MINUTE = 60_000;

const config = (trading: object, market: object = {}) =>
  configSchema.parse({
    ...QUERY_CONFIG,
    market: { ...QUERY_CONFIG.market, stocks: { symbols: [] }, ...market },
    trading: { ...QUERY_CONFIG.trading, ...trading },
    signal: { threshold: 'break-even' },
  });

const DAY: ReportRequest = { kind: 'daily', atMs: QUERY_START, mayBeNothing: false };

async function reportOf(desk: QueryDesk, slots: ScheduledSlots | null = null): Promise<ReportOutput> {
  const home = adapters({ paths: desk.paths, config: desk.config, clock: desk.clock });
  const found = await report(home, DAY, async () => slots);
  home.close();
  if ('nothing' in found) throw new assert.AssertionError({ message: found.nothing });
  schema.parse(JSON.parse(JSON.stringify({ ...found, files: [] })));
  assertSums(found);
  return found;
}

/** Replay and parts are live, and live is the profit but for what a person did. */
function assertSums({ drift, profit }: ReportOutput): void {
  assert.ok(drift);
  const sum = drift.parts.reduce((total, { amount }) => total + parseCents(amount ?? '0'), 0n);
  assert.equal(parseCents(drift.replay) + sum, parseCents(drift.live));
  assert.equal(parseCents(drift.live) + parseCents(drift.byHand), parseCents(profit.total));
  assert.equal(parseCents(profit.realised) + parseCents(profit.unrealised), parseCents(profit.total));
}

/** A tick every two hours, from six minutes after midnight on. */
async function halfADay(desk: QueryDesk, lateMs = 0): Promise<void> {
  desk.clock.advance(MINUTE + lateMs);
  for (let tick = 0; tick < 6; tick++) {
    await desk.app.tradeTick({ dryRun: false });
    desk.clock.advance(2 * HOUR_MS);
  }
}

describe('a report of a day', () => {
  const folder = tempFolder();

  it('says what the journal says, and no difference where ticks were on the dot', async () => {
    const desk = new QueryDesk(folder(), config({ strategy: 'control', epoch: '2h' }));
    await halfADay(desk);
    const found = await reportOf(desk);
    const trades = await desk.app.trades();
    assert.ok(trades.length >= 2);
    assert.deepEqual(
      found.trades.map(({ seq, reason, realised }) => [seq, reason, realised]),
      trades.map(({ seq, reason, realised }) => [seq, reason, realised]),
    );
    const positions = await desk.app.positions();
    assert.equal(found.equity.start, '10000.00');
    assert.equal(Number(found.equity.end), positions!.main.equity);
    assert.equal(Number(found.profit.control), positions!.control.profit);
    assert.equal(found.ticks.ran, 6);
    assert.deepEqual(
      found.reasons.reduce((sum, { count }) => sum + count, 0),
      12,
    );
    assert.deepEqual(
      found.drift!.parts.map(({ amount }) => amount),
      ['0.00', '0.00', '0.00', '0.00', '0.00', '0.00'],
    );
    assert.equal(found.complete, false);
    desk.close();
  });

  it('counts scheduled moments without a tick, and tells late ones by their timing', async () => {
    const desk = new QueryDesk(folder(), config({ strategy: 'control', epoch: '2h' }));
    await halfADay(desk, 45_000);
    const span: [number, number] = [QUERY_START + MINUTE, QUERY_START + 4 * HOUR_MS];
    const missed = [{ fromMs: span[0], toMs: span[1], slots: 118, why: 'the machine was off' }];
    const found = await reportOf(desk, { tickMs: 2 * MINUTE, spans: [span], missed });
    assert.equal(found.ticks.scheduled, 120);
    assert.deepEqual(found.ticks.missed?.[0]?.why, 'the machine was off');
    // Two ticks ran in the four hours, four more after them.
    assert.deepEqual([found.drift!.moments, found.drift!.notRun], [124, 118]);
    const part = (name: string) => found.drift!.parts.find(one => one.name === name)!;
    assert.notEqual(part('timing').amount, '0.00');
    assert.equal(part('timing').unknown, 0);
    desk.close();
  });

  it('makes the decisions of a forest again, and finds those that a revised bar changes', async () => {
    const root = folder();
    const hourly = { interval: '1h', backfillBars: 300, crypto: { source: 'csv', symbols: ['BTC/USD'] } };
    const desk = new QueryDesk(
      root,
      config({ strategy: 'forest', epoch: '2h', symbols: ['BTC/USD'] }, hourly),
    );
    const keeper = adapters({ paths: desk.paths, config: desk.config, clock: desk.clock });
    makeStateFolder(desk.paths);
    const store = await keeper.store();
    const asOfMs = QUERY_START + 24 * HOUR_MS;
    const bars = await new SimulatedMarket({ seed: 42 }).bars({
      ...{ instrument: BTC, interval: '1h', asOfMs },
      ...{ fromMs: QUERY_START - 900 * HOUR_MS, toMs: asOfMs },
    });
    store.bars.write('csv', bars, { origin: 'file', atMs: QUERY_START });
    await desk.app.trainCycle({ forceTrain: true });
    desk.clock.advance(55 * MINUTE);
    for (let tick = 0; tick < 6; tick++) {
      await desk.app.tradeTick({ dryRun: false });
      desk.clock.advance(2 * HOUR_MS);
    }
    const before = await reportOf(desk);
    assert.equal(before.models[0]?.action, 'trained');
    assert.deepEqual(before.drift!.changed, []);
    const data = before.drift!.parts[0]!;
    assert.deepEqual([data.amount, data.unknown], ['0.00', 0]);
    assert.ok(data.cases >= 6);
    const revised = { ...bars, close: bars.close.map((close, i) => close * (i % 2 ? 1.01 : 0.99)) };
    store.bars.write('csv', revised, { origin: 'file', atMs: QUERY_START, replace: true });
    const after = await reportOf(desk);
    assert.ok(after.drift!.changed.length > 0);
    keeper.close();
    desk.close();
  });

  it('has nothing to say to a schedule where the home is younger than the last week that is over', async () => {
    const desk = new QueryDesk(folder(), config({}));
    await desk.app.tradeTick({ dryRun: false });
    const home = adapters({ paths: desk.paths, config: desk.config, clock: desk.clock });
    const lastWeek = { kind: 'weekly', atMs: null } as const;
    const asked = (mayBeNothing: boolean) => report(home, { ...lastWeek, mayBeNothing }, async () => null);
    await assert.rejects(asked(false), hiveError('NO_JOURNAL'));
    const found = await asked(true);
    home.close();
    schema.parse({ ...found, files: [] });
    assert.ok('nothing' in found);
    assert.equal(found.name, '2026-W38');
    assert.match(found.nothing, /nothing to report of 2026-W38: .+journal\.jsonl begins after it/);
    desk.close();
  });

  it('needs a journal', async () => {
    const desk = new QueryDesk(folder(), config({}));
    const home = adapters({ paths: desk.paths, config: desk.config, clock: desk.clock });
    await assert.rejects(
      report(home, DAY, async () => null),
      hiveError('NO_JOURNAL', /nothing to report of 2026-09-22/),
    );
    desk.close();
  });
});
