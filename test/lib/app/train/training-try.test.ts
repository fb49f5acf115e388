import assert from 'node:assert/strict';
import { sampleScope } from '../../../../src/lib/app/settings.ts';
import { trainCycle } from '../../../../src/lib/app/train/train-cycle.ts';
import { configSchema } from '../../../../src/lib/config/schema.ts';
import { DAY_MS } from '../../../../src/lib/core/interval.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { SMALL_CONFIG, TRAIN_START, type TrainDesk, trainDesk } from '../../../support/train-desk.ts';

const ALL_TIME = { fromMs: 0, toMs: TRAIN_START + 99 * DAY_MS };

const triesOn = ({ store, config }: TrainDesk, ...symbols: string[]) =>
  store.tries.list({ ...ALL_TIME, market: sampleScope(config, 'crypto').source, symbols });

describe('a training', () => {
  const folder = tempFolder();

  it('is one try of its class: its model, its bars, its settings', async () => {
    const desk = trainDesk(folder());
    await trainCycle(desk, { forceTrain: false });
    const [made, ...others] = triesOn(desk, 'BTC/USD');
    assert.ok(made && others.length === 0);
    const { document } = modelOf(desk, 'crypto');
    // The window of 100, and for the evaluation two folds of five bars behind a purge of one day.
    const samples = desk.store.samples.newestMatured(sampleScope(desk.config, 'crypto'), 'crypto', 111);
    const { params, ...rest } = made;
    assert.deepEqual(rest, {
      fingerprint: document.hash,
      kind: 'training',
      atMs: TRAIN_START,
      market: 'simulated/42/concentrated',
      symbols: ['BTC/USD'],
      interval: '1d',
      fromMs: samples[0]!.atMs,
      toMs: Date.parse(document.trainedTo),
      strategy: 'forest',
      sharpe: null,
      days: (samples.at(-1)!.atMs - samples[0]!.atMs) / DAY_MS,
    });
    const { settings, window, learner } = JSON.parse(params);
    assert.deepEqual([settings.trees, window, learner], [5, 100, document.learner]);
    assert.equal(triesOn(desk, 'AAPL')[0]?.fingerprint, modelOf(desk, 'stock').document.hash);
    assert.equal(triesOn(desk, 'AAPL', 'BTC/USD').length, 2);
  });

  it('again on the same samples is the same try, on more samples another', async () => {
    const desk = trainDesk(folder());
    await trainCycle(desk, { forceTrain: true });
    await trainCycle(desk, { forceTrain: true });
    assert.equal(triesOn(desk, 'BTC/USD').length, 1);
    desk.clock.advance(DAY_MS);
    await trainCycle(desk, { forceTrain: true });
    assert.equal(triesOn(desk, 'BTC/USD').length, 2);
    const { tries, sharpes } = desk.store.tries.count({
      ...{ ...ALL_TIME, symbols: ['BTC/USD'] },
      market: 'simulated/42/concentrated',
    });
    assert.deepEqual([tries, sharpes], [2, []]);
  });

  it('that was refused, or that was not due, is no try', async () => {
    const market = { ...SMALL_CONFIG.market, backfillBars: 100 };
    const refused = trainDesk(folder(), configSchema.parse({ ...SMALL_CONFIG, market }));
    await trainCycle(refused, { forceTrain: true });
    assert.deepEqual(triesOn(refused, 'BTC/USD', 'AAPL'), []);
    const desk = trainDesk(folder());
    await trainCycle(desk, { forceTrain: false });
    desk.clock.advance(DAY_MS);
    assert.equal((await trainCycle(desk, { forceTrain: false })).trained, null);
    assert.equal(triesOn(desk, 'BTC/USD').length, 1);
  });
});

function modelOf({ current }: TrainDesk, assetClass: 'crypto' | 'stock') {
  const found = current.of(assetClass);
  assert.ok(found.kind === 'model');
  return found.model;
}
