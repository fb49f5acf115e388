import assert from 'node:assert/strict';
import { dataSchema } from '../../../../src/lib/app/schemas/index.ts';
import { configSchema } from '../../../../src/lib/config/schema.ts';
import { HOUR_MS } from '../../../../src/lib/core/interval.ts';
import { tempHome } from '../../../support/cli.ts';
import { hiveError } from '../../../support/hive-error.ts';
import { QUERY_CONFIG, QueryDesk } from '../../../support/query-home.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

/** The sentence of the decision path's own exposures: signals by chance, so that there are trades without luck of a model. */
const CONTROL = configSchema.parse({
  ...QUERY_CONFIG,
  trading: { ...QUERY_CONFIG.trading, strategy: 'control' },
});

const DAYS = 12;

describe('what was learned, in a home that has ticked for days', () => {
  let desk: QueryDesk;

  before(async () => {
    desk = new QueryDesk(tempHome(), CONTROL);
    await desk.app.trainCycle({ forceTrain: true });
    for (let half = 0; half < 2 * DAYS; half++) {
      await desk.app.tradeTick({ dryRun: false });
      desk.clock.advance(12 * HOUR_MS);
    }
  });
  after(() => desk.close());

  it('is shown whole, by its schema', async () => {
    const status = await desk.app.learnStatus();
    (await dataSchema('learn-status')).parse(JSON.parse(JSON.stringify(status)));
    assert.equal(status.gate?.epochs, DAYS - 1);
    assert.equal(status.gate?.stage, 'shadow');
    assert.equal(status.gate?.curve.length, DAYS - 1);
    const weights = status.experts?.weights.map(({ weight }) => weight) ?? [];
    assert.ok(Math.abs(weights.reduce((sum, weight) => sum + weight, 0) - 1) < 1e-9);
    assert.equal(status.regime?.timeline.length, DAYS);
    assert.equal(status.policy?.used, false);
  });

  it('has one reward for each round trip, to the cent', async () => {
    const { rewards } = await desk.app.learnStatus();
    const positions = await desk.app.positions();
    assert.ok(positions && rewards && rewards.newest.length > 0);
    assert.equal(rewards.newest.length, positions.main.roundTrips);
    const earned = rewards.newest.reduce((sum, { net }) => sum + net, 0);
    const open = positions.main.positions.length;
    if (open === 0) assert.ok(Math.abs(earned - positions.main.realised) < 0.005);
  });

  it('is judged off policy and with full information, and changes nothing', async () => {
    const evaluation = await desk.app.learnEvaluate();
    (await dataSchema('learn-evaluate')).parse(JSON.parse(JSON.stringify(evaluation)));
    assert.equal(evaluation.decisions, 2 * (DAYS - 1));
    assert.equal(evaluation.offPolicy.reason, 'few-decisions');
    assert.equal(evaluation.fullInformation?.epochs, DAYS - 1);
    assert.equal(evaluation.proposed, false);
    assert.deepEqual(await desk.app.learnEvaluate(), evaluation);
  });

  it('stands behind the trades, from the experts to what the outcome changed', async () => {
    const last = await desk.app.tradeWhy(null);
    (await dataSchema('trade-why')).parse(JSON.parse(JSON.stringify(last)));
    const [own] = last.symbols;
    assert.equal(own?.learning?.outcome, null);
    const first = await desk.app.tradeWhy(Math.floor(Date.UTC(2026, 8, 22, 0, 5) / 120_000));
    const before = first.symbols.find(({ learning }) => learning !== null)?.learning;
    assert.ok(before?.outcome && before.voices.length > 0);
    assert.ok(Number.isFinite(before.outcome.move));
    assert.equal(before.outcome.changed.length, 3);
  });

  it('can be forgotten in parts, and the gate then wants more', async () => {
    const wanted = (await desk.app.learnStatus()).gate?.lnWanted ?? Number.NaN;
    const report = await desk.app.learnReset({ what: 'gate', reason: 'a test' });
    assert.equal(report.generation, 2);
    const gate = (await desk.app.learnStatus()).gate;
    assert.ok(gate && gate.lnWanted > wanted);
    assert.equal(gate.epochs, 0);
    assert.equal(gate.lnMoney, 0);
  });
});

describe('learning in a home without a tick', () => {
  const folder = tempFolder();

  it('says that there is nothing yet, and has nothing to forget', async () => {
    const desk = new QueryDesk(folder());
    assert.equal((await desk.app.learnStatus()).gate, null);
    assert.deepEqual((await desk.app.learnEvaluate()).decisions, 0);
    await assert.rejects(desk.app.learnReset({ what: 'all', reason: 'x' }), hiveError('NOTHING_LEARNED'));
    assert.deepEqual(await desk.app.learnBreakeven({ makerFeeRate: null }), []);
    desk.close();
  });

  it('knows from the bars how often a bet must be right', async () => {
    const desk = new QueryDesk(folder());
    await desk.app.trainCycle({ forceTrain: false });
    const rows = await desk.app.learnBreakeven({ makerFeeRate: 0.0015 });
    (await dataSchema('learn-breakeven')).parse({ rows });
    const daily = rows.find(({ symbol, horizon }) => symbol === 'BTC/USD' && horizon === '1d');
    assert.ok(daily);
    // 1/2 + c / (2 E|r|), by hand from the row's own figures; 25 bp a side and 8 bp of spread.
    assert.ok(Math.abs(daily.cost - 0.0058) < 1e-12);
    assert.ok(Math.abs(daily.breakEven - (0.5 + 0.0058 / (2 * daily.meanMove))) < 1e-12);
    assert.ok(Math.abs((daily.breakEvenAtMaker ?? 0) - (0.5 + 0.003 / (2 * daily.meanMove))) < 1e-12);
    const monthly = rows.find(({ symbol, horizon }) => symbol === 'BTC/USD' && horizon === '20d');
    assert.ok(monthly && monthly.breakEven < daily.breakEven);
    assert.ok(!rows.some(({ horizon }) => horizon === '1h'));
    desk.close();
  });
});
