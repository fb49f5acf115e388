import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { labelSpec, marketOf } from '../../../../src/lib/app/settings.ts';
import { collectSamples } from '../../../../src/lib/app/train/collect-samples.ts';
import { trainVariants } from '../../../../src/lib/app/train/train-variants.ts';
import { tryMarket } from '../../../../src/lib/app/try-market.ts';
import { configSchema } from '../../../../src/lib/config/schema.ts';
import { DAY_MS } from '../../../../src/lib/core/interval.ts';
import { FEATURE_SET } from '../../../../src/lib/features/feature-set.ts';
import { DEFAULT_MIXTURE, newMixture } from '../../../../src/lib/learning/experts/mixture.ts';
import { newClassLearner } from '../../../../src/lib/learning/feedback/class-learner.ts';
import {
  type LearningState,
  newLearningState,
} from '../../../../src/lib/learning/feedback/learning-state.ts';
import { expertIds } from '../../../../src/lib/learning/feedback/take-stance.ts';
import { labelSetId } from '../../../../src/lib/learning/label.ts';
import { BTC } from '../../../support/quotes.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { SMALL_CONFIG, type TrainDesk, trainDesk } from '../../../support/train-desk.ts';

const CONFIG = configSchema.parse({
  ...SMALL_CONFIG,
  market: { ...SMALL_CONFIG.market, stocks: { symbols: [] } },
  learning: { ...SMALL_CONFIG.learning, experts: true },
});

const NAMES = [
  'forest-short',
  'forest-long',
  'forest-deep',
  'forest-trend',
  'forest-week',
  'logistic',
] as const;

/** A desk with its samples collected. */
async function readyDesk(folder: string, config = CONFIG): Promise<TrainDesk> {
  const desk = trainDesk(folder, config);
  await collectSamples(desk, BTC);
  return desk;
}

async function days(desk: TrainDesk, count: number): Promise<void> {
  desk.clock.advance(count * DAY_MS);
  await collectSamples(desk, BTC);
}

const train = (desk: TrainDesk, learned: LearningState | null = null) =>
  trainVariants(desk, 'crypto', learned);

const trained = (desk: TrainDesk, learned: LearningState | null = null): string[] =>
  train(desk, learned).flatMap(({ name, model }) => (model === null ? [] : [name]));

const documentOf = ({ current }: TrainDesk, name: string) => {
  const found = current.of(`crypto/${name}` as 'crypto/x');
  assert.equal(found.kind, 'model', name);
  return found.kind === 'model' ? found.model.document : assert.fail();
};

/** What was learned, where one expert has lost almost all of its weight. */
function forsaking(name: string): LearningState {
  const experts = expertIds(['forest', ...NAMES]);
  const fresh = newMixture(DEFAULT_MIXTURE, experts);
  const levels = fresh.levels.map(level => ({
    ...level,
    weights: level.weights.map((weight, cell) =>
      experts[Math.floor(cell / 5)] === name ? weight / 1e3 : weight,
    ),
  }));
  const learner = { ...newClassLearner(), mixture: { ...fresh, levels } };
  return { ...newLearningState(), classes: { crypto: learner } };
}

describe('training the experts beside a model', () => {
  const folder = tempFolder();

  it('trains all of them at first, each with what makes it another', async () => {
    const desk = await readyDesk(folder());
    assert.deepEqual(trained(desk), [...NAMES]);
    for (const name of NAMES) assert.equal(documentOf(desk, name).variant, name);
    assert.equal(documentOf(desk, 'logistic').learner, 'logistic');
    const market = tryMarket(marketOf(CONFIG, 'crypto'));
    const all = { market, symbols: ['BTC/USD'], fromMs: 0, toMs: Number.POSITIVE_INFINITY };
    assert.equal(desk.store.tries.list(all).length, NAMES.length);
  });

  it('trains none when nothing is new, and says how much there is', async () => {
    const desk = await readyDesk(folder());
    train(desk);
    assert.deepEqual(
      train(desk)
        .map(({ model, why }) => [model, why])
        .slice(0, 2),
      [
        [null, '0 new samples of 20'],
        [null, '0 new samples of 40'],
      ],
    );
  });

  it('trains again after 20 new samples, or a fiftieth of the window', async () => {
    const desk = await readyDesk(folder());
    train(desk);
    await days(desk, 19);
    assert.deepEqual(trained(desk), []);
    await days(desk, 1);
    // The sample of a week is known four days later than that of a day.
    assert.deepEqual(trained(desk), [
      'forest-short',
      'forest-deep',
      'forest-trend',
      'forest-week',
      'logistic',
    ]);
    await days(desk, 20);
    assert.ok(trained(desk).includes('forest-long'));
  });

  it('lets one that nobody listens to wait four times as long', async () => {
    const desk = await readyDesk(folder());
    train(desk);
    const forsaken = forsaking('forest-deep');
    await days(desk, 79);
    const [deep] = train(desk, forsaken).filter(({ name }) => name === 'forest-deep');
    assert.equal(deep?.why, '79 new samples of 80');
    await days(desk, 1);
    assert.deepEqual(trained(desk, forsaken), ['forest-deep']);
  });

  it('never splits on a feature that an expert may not see', async () => {
    const desk = await readyDesk(folder());
    train(desk);
    const seen = (name: string) =>
      FEATURE_SET.names.filter((_, at) => (documentOf(desk, name).importance[at] ?? 0) > 0);
    assert.ok(seen('forest-trend').every(name => ['sma10', 'sma20', 'momentum5', 'change'].includes(name)));
    assert.ok(seen('forest-trend').length > 0);
    assert.ok(seen('forest-deep').length > 4);
    const found = desk.current.of('crypto/forest-trend');
    assert.ok(found.kind === 'model');
    const row = FEATURE_SET.names.map(() => 1);
    const hidden = FEATURE_SET.names.map(name =>
      ['sma10', 'sma20', 'momentum5', 'change'].includes(name) ? 1 : 9,
    );
    assert.deepEqual(
      found.model.predict(Float64Array.from(row)),
      found.model.predict(Float64Array.from(hidden)),
    );
  });

  it('labels the bets of a week by five days', async () => {
    const desk = await readyDesk(folder());
    train(desk);
    const week = documentOf(desk, 'forest-week');
    assert.equal(week.labelSet, labelSetId(labelSpec(CONFIG, 'crypto', 5)));
    assert.notEqual(week.labelSet, documentOf(desk, 'forest-short').labelSet);
    // A bet of five days that was made in the last five is not known yet.
    const newest = Date.parse(documentOf(desk, 'forest-short').trainedTo);
    assert.equal((newest - Date.parse(week.trainedTo)) / DAY_MS, 4);
    assert.ok(
      (week.breakEven?.meanWin ?? 0) > 1.5 * (documentOf(desk, 'forest-short').breakEven?.meanWin ?? 1),
    );
  });

  it('keeps two models of each', async () => {
    const desk = await readyDesk(folder());
    for (let training = 0; training < 4; training++) {
      train(desk);
      await days(desk, 30);
    }
    const files = desk.models.list().map(({ name }) => name);
    for (const name of NAMES) {
      const own = files.filter(file => file.startsWith(`crypto_${name}-`));
      assert.equal(own.length, 2, name);
      assert.ok(own.includes(documentOf(desk, name).name));
    }
  });

  it('trains one at once whose file is damaged: it sleeps until then', async () => {
    const root = folder();
    const desk = await readyDesk(root);
    train(desk);
    writeFileSync(join(root, `${documentOf(desk, 'logistic').name}.json`), '{"half');
    const again = { ...trainDesk(root, CONFIG), store: desk.store };
    assert.equal(again.current.of('crypto/logistic').kind, 'invalid');
    assert.deepEqual(trained(again), ['logistic']);
    assert.equal(documentOf(again, 'logistic').learner, 'logistic');
  });

  it('refuses where there is too little, and says so for each', async () => {
    const little = configSchema.parse({ ...CONFIG, market: { ...CONFIG.market, backfillBars: 100 } });
    const desk = await readyDesk(folder(), little);
    for (const { model, why } of train(desk)) {
      assert.equal(model, null);
      assert.ok(why);
    }
    assert.deepEqual(desk.models.list(), []);
  });

  it('trains none where the owner wants none, nor of a class that is not traded', async () => {
    const none = configSchema.parse({ ...CONFIG, learning: { ...CONFIG.learning, experts: false } });
    assert.deepEqual(train(await readyDesk(folder(), none)), []);
    assert.deepEqual(trainVariants(await readyDesk(folder()), 'stock', null), []);
  });

  it('reads a pointer of before there were experts, and adds to it', async () => {
    const root = folder();
    const desk = await readyDesk(root);
    desk.models.write('crypto-old', { not: 'read here' });
    writeFileSync(join(root, 'current.json'), '{"crypto":"crypto-old"}\n');
    assert.equal(desk.models.currentName('crypto'), 'crypto-old');
    assert.equal(desk.models.currentName('crypto/logistic'), null);
    train(desk);
    assert.equal(desk.models.currentName('crypto'), 'crypto-old');
    assert.equal(desk.models.currentName('crypto/logistic'), documentOf(desk, 'logistic').name);
  });
});
