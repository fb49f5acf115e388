import assert from 'node:assert/strict';
import { refreshBars } from '../../../../src/lib/app/bars/bar-feed.ts';
import { sampleScope } from '../../../../src/lib/app/settings.ts';
import { collectSamples } from '../../../../src/lib/app/train/collect-samples.ts';
import { forecast } from '../../../../src/lib/app/train/forecast.ts';
import { trainCycle } from '../../../../src/lib/app/train/train-cycle.ts';
import { configSchema } from '../../../../src/lib/config/schema.ts';
import { DAY_MS } from '../../../../src/lib/core/interval.ts';
import { BTC } from '../../../support/quotes.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { SMALL_CONFIG, type TrainDesk, trainDesk } from '../../../support/train-desk.ts';

const cycle = (desk: TrainDesk, forceTrain = false) => trainCycle(desk, { forceTrain });

describe('trainCycle', () => {
  const folder = tempFolder();

  it('fills the store, and trains at once where there is no model', async () => {
    const desk = trainDesk(folder());
    const report = await cycle(desk);
    const [aapl, btc] = report.collected;
    assert.deepEqual([aapl?.symbol, btc?.symbol, btc?.newBars], ['AAPL', 'BTC/USD', 300]);
    // The newest sample of each symbol waits for the end of its day.
    assert.equal(btc?.newSamples, btc!.matured + 1);
    assert.deepEqual(
      report.trained?.map(({ assetClass, refused }) => [assetClass, refused]),
      [
        ['crypto', null],
        ['stock', null],
      ],
    );
    assert.equal(desk.current.of('crypto').kind, 'model');
    assert.deepEqual(
      desk.store.predictions.newest().map(({ symbol }) => symbol),
      ['AAPL', 'BTC/USD'],
    );
  });

  it('is a success with nothing to do when no bar is new', async () => {
    const desk = trainDesk(folder());
    await cycle(desk);
    const report = await cycle(desk);
    for (const { newBars, newSamples, matured } of report.collected)
      assert.deepEqual([newBars, newSamples, matured], [0, 0, 0]);
    assert.deepEqual(
      [report.cycle, report.trained, report.forecasts, report.nextTrainingIn],
      [2, null, [], 1],
    );
    assert.equal(desk.store.cycles.count(), 2);
  });

  it('trains every so many cycles, and when it is forced to', async () => {
    const desk = trainDesk(folder());
    const trained: boolean[] = [];
    for (let each = 1; each <= 6; each++) trained.push((await cycle(desk, each === 5)).trained !== null);
    // The first has no model; trainEvery is 3; the fifth is forced.
    assert.deepEqual(trained, [true, false, true, false, true, true]);
  });

  it('adds one bar, one sample and one label a day', async () => {
    const desk = trainDesk(folder());
    await cycle(desk);
    desk.clock.advance(DAY_MS);
    const btc = (await cycle(desk)).collected[1];
    assert.deepEqual([btc?.newBars, btc?.newSamples, btc?.matured], [1, 1, 1]);
  });

  it('makes the samples of bars that a killed cycle had stored, though none is new', async () => {
    const [whole, killed] = [trainDesk(folder()), trainDesk(folder())];
    for (const desk of [whole, killed]) {
      await cycle(desk);
      desk.clock.advance(DAY_MS);
    }
    const { interval, backfillBars } = killed.config.market;
    const options = { store: killed.store.bars, clock: killed.clock, interval, backfillBars };
    await refreshBars(killed.feeds.crypto, BTC, options);
    const [expected, btc] = [(await cycle(whole)).collected[1], (await cycle(killed)).collected[1]];
    assert.deepEqual([btc?.newBars, btc?.newSamples, btc?.matured], [0, 1, 1]);
    assert.deepEqual([expected?.newSamples, expected?.matured], [1, 1]);
  });

  it('says how far it is', async () => {
    const said: string[] = [];
    await trainCycle(trainDesk(folder()), {
      forceTrain: false,
      onProgress: ({ step, done, total }) => said.push(`${done}/${total} ${step}`),
    });
    // Two symbols; for each class its model, two folds and the cross-validation; and the results.
    const training = (assetClass: string, from: number) =>
      ['model', 'fold 1 of 2', 'fold 2 of 2', 'cross-validation'].map(
        (step, i) => `${from + i}/11 Training ${assetClass}: ${step}`,
      );
    assert.deepEqual(said, [
      '0/11 Collecting AAPL',
      '1/11 Collecting BTC/USD',
      ...training('crypto', 2),
      ...training('stock', 6),
      '10/11 Writing the results',
      '11/11 Done',
    ]);
  });

  it('refuses to train on too little, and says so', async () => {
    const config = configSchema.parse({
      ...SMALL_CONFIG,
      market: { ...SMALL_CONFIG.market, backfillBars: 100 },
    });
    const desk = trainDesk(folder(), config);
    const report = await cycle(desk);
    const crypto = report.trained?.find(({ assetClass }) => assetClass === 'crypto');
    assert.equal(crypto?.model, null);
    assert.notEqual(crypto?.refused, null);
    assert.deepEqual(
      report.forecasts.map(made => 'reason' in made && made.reason),
      ['NO_MODEL', 'NO_MODEL'],
    );
  });

  it('makes the same samples day by day as all at once', async () => {
    const [daily, once] = [trainDesk(folder()), trainDesk(folder())];
    await collectSamples(daily, BTC);
    for (let day = 0; day < 12; day++) {
      daily.clock.advance(DAY_MS);
      await collectSamples(daily, BTC);
    }
    await collectSamples(once, BTC);
    once.clock.advance(12 * DAY_MS);
    await collectSamples(once, BTC);
    const samples = ({ store, config }: TrainDesk) =>
      store.samples.newestMatured(sampleScope(config, 'crypto'), 'crypto', 10_000);
    assert.deepEqual(samples(daily), samples(once));
  });
});

describe('forecast', () => {
  const folder = tempFolder();
  const reason = (desk: TrainDesk) => {
    const made = forecast(desk, BTC);
    return 'reason' in made ? made.reason : null;
  };

  it('says why there is none: no bars, no model, stale bars, stale or broken model', async () => {
    const desk = trainDesk(folder());
    assert.equal(reason(desk), 'NO_BARS');
    await collectSamples(desk, BTC);
    assert.equal(reason(desk), 'NO_MODEL');
    await cycle(desk);
    assert.equal(reason(desk), null);
    // A bar may be two days old, a model's newest sample thirty.
    desk.clock.advance(2 * DAY_MS);
    assert.equal(reason(desk), 'STALE_BARS');
    desk.clock.advance(30 * DAY_MS);
    await collectSamples(desk, BTC);
    assert.equal(reason(desk), 'MODEL_STALE');
    desk.models.write('crypto-broken', { not: 'a model' });
    desk.models.makeCurrent('crypto', 'crypto-broken');
    assert.equal(reason(desk), 'MODEL_INVALID');
  });

  it('gives HOLD unless the confidence is above the threshold, and three features at most', async () => {
    const desk = trainDesk(folder());
    await cycle(desk);
    const made = forecast(desk, BTC);
    assert.ok('action' in made);
    assert.equal(made.confidence, Math.max(made.probabilityUp, 1 - made.probabilityUp));
    assert.equal(made.action !== 'HOLD', made.confidence > 0.7);
    assert.equal(made.topFeatures.length, 3);
    assert.equal(made.barCloseAt, '2026-09-22T00:00:00.000Z');
    assert.ok(made.interval[0] <= made.interval[1]);
  });

  it('takes the break-even for the threshold where that rule was chosen, as a tick does', async () => {
    const desk = trainDesk(folder());
    await cycle(desk);
    const config = { ...desk.config, signal: { threshold: 'break-even' as const, minConfidence: 0.7 } };
    const made = forecast({ ...desk, config }, BTC);
    assert.ok('action' in made && made.breakEven !== null);
    const pays = made.probabilityUp >= made.breakEven;
    assert.equal(made.confidence, pays ? made.probabilityUp : 1 - made.probabilityUp);
    assert.equal(made.action !== 'HOLD', made.confidence > made.breakEven);
  });
});
