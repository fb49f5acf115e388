import assert from 'node:assert/strict';
import { type BarSeries, sliceSeries } from '../../../src/lib/core/bar-series.ts';
import { DAY_MS } from '../../../src/lib/core/interval.ts';
import { forestLearner } from '../../../src/lib/learning/forest/learner.ts';
import type { Learner } from '../../../src/lib/learning/learner.ts';
import { poolSamples, sampleReader } from '../../../src/lib/learning/sample-pool.ts';
import {
  forecastTasks,
  type WalkForwardForecast,
  type WalkForwardForecastOptions,
  walkForwardForecast,
} from '../../../src/lib/learning/walk-forward-forecast.ts';
import { randomSeries } from '../../support/random-series.ts';
import { makeSamples } from '../../support/sample-makers.ts';
import { poolOf } from '../../support/sample-pools.ts';
import { stumpLearner } from '../../support/stump-learner.ts';

const label = { kind: 'barrier', horizon: 5, width: 0.5, cost: 0.001, entry: 'close' } as const;
const options: WalkForwardForecastOptions = {
  assetClass: 'crypto',
  learner: stumpLearner,
  settings: { trees: 5, bins: 32, mtry: 6, minLeaf: 10, maxDepth: 3 },
  seed: 7,
  horizon: label.horizon,
  cost: label.cost,
  window: 150,
  folds: 3,
  stepBars: 5,
  maxModelAgeMs: 30 * DAY_MS,
  retrainMs: 3 * DAY_MS,
  firstMs: 250 * DAY_MS,
};

/** The second has no bars on some days, as a stock has none on a holiday. */
const coins: readonly BarSeries[] = [randomSeries(320, 1, 'A'), withGaps(randomSeries(320, 2, 'B'))];

function withGaps(series: BarSeries): BarSeries {
  const kept = [...series.time.keys()].filter(bar => bar % 17 !== 3 && bar % 17 !== 4);
  const column = (name: 'time' | 'open' | 'high' | 'low' | 'close' | 'volume') =>
    Float64Array.from(kept, bar => series[name][bar]!);
  const [time, open, high, low, close, volume] = (
    ['time', 'open', 'high', 'low', 'close', 'volume'] as const
  ).map(column) as [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array, Float64Array];
  return { ...series, length: kept.length, time, open, high, low, close, volume };
}

const poolUntil = (endMs: number) =>
  poolSamples(
    coins.map(series =>
      sliceSeries(series, 0, [...series.time].filter(time => time + DAY_MS <= endMs).length),
    ),
    { assetClass: 'crypto', label },
  );

/** `symbol@moment` to probability, where there is one. */
function said({ pool, probability }: WalkForwardForecast): Map<string, number> {
  const rows = [...probability.keys()].filter(row => !Number.isNaN(probability[row]));
  return new Map(
    rows.map(row => [`${pool.symbols[pool.symbol[row]!]}@${pool.atMs[row]}`, probability[row]!]),
  );
}

describe('walkForwardForecast', () => {
  const whole = walkForwardForecast(poolUntil(Number.POSITIVE_INFINITY), {
    ...options,
    learner: forestLearner,
  });

  it('predicts every bar from the first moment that counts on', () => {
    const { pool, probability } = whole;
    for (let row = 0; row < pool.rows; row++) {
      if (pool.atMs[row]! >= options.firstMs) assert.ok(probability[row]! > 0 && probability[row]! < 1);
    }
    assert.ok(new Set(said(whole).values()).size > 50);
  });

  it('says the same of a bar when the future after it is cut off', () => {
    for (const endMs of [250, 251, 266, 291, 319].map(day => day * DAY_MS)) {
      const cut = said(walkForwardForecast(poolUntil(endMs), { ...options, learner: forestLearner }));
      const kept = [...said(whole)].filter(([key]) => Number(key.split('@')[1]) <= endMs);
      assert.deepEqual([...cut], kept);
      assert.ok(cut.size > 0);
    }
  });

  it('says the same of a bar from whichever moment on it counts', () => {
    const later = said(
      walkForwardForecast(whole.pool, { ...options, learner: forestLearner, firstMs: 280 * DAY_MS }),
    );
    const all = said(whole);
    for (const [key, probability] of later) {
      if (Number(key.split('@')[1]) >= 280 * DAY_MS) assert.equal(probability, all.get(key));
    }
    assert.ok(later.size < all.size);
  });

  it('trains at multiples of the time between trainings, and predicts bars that close from then on', () => {
    for (const { atMs, from, to } of whole.trainings) {
      assert.equal(atMs % options.retrainMs, 0);
      for (let row = from; row < to; row++) {
        assert.ok(whole.pool.atMs[row]! >= atMs && whole.pool.atMs[row]! < atMs + options.retrainMs);
      }
    }
    // 3 folds of 5 days that are known on day 249 (bets take 5 days) began on day 230; 228 is a multiple of 3.
    assert.equal(whole.trainings[0]!.atMs, 228 * DAY_MS);
    assert.equal(whole.trainings.at(-1)!.to, whole.pool.rows);
  });

  it('shows no model a label whose horizon had not closed at its training', () => {
    const { fits, learner } = spy();
    const forecast = walkForwardForecast(whole.pool, { ...options, learner });
    const tasks = forecastTasks(forecast.trainings);
    // One fit of the model and five of its calibration a training.
    assert.equal(fits.length, 6 * tasks.length);
    const rowOf = new Map(
      [...whole.pool.atMs.keys()].map(row => [whole.pool.features[row * whole.pool.featureCount]!, row]),
    );
    fits.forEach((firstColumn, i) => {
      const { atMs } = tasks[Math.floor(i / 6)]!;
      const newest = Math.max(...[...firstColumn].map(value => whole.pool.knownMs[rowOf.get(value)!]!));
      assert.ok(newest <= atMs, `${newest} > ${atMs}`);
      if (i % 6 === 0)
        assert.ok(firstColumn.length <= options.window && firstColumn.length > options.window - 2);
    });
  });

  it('refuses as live does, and goes on with the model before until that is too old', () => {
    // All bets of days 120 to 219 pay: windows of the newest 50 days and more have one class.
    const samples = makeSamples({ days: 320, seed: 3 }).map((sample, day) =>
      day >= 120 && day < 220 ? { ...sample, label: { ...sample.label, y: 1 as const } } : sample,
    );
    const { trainings, speakers, probability } = walkForwardForecast(poolOf(samples), {
      ...options,
      window: 60,
      firstMs: 20 * DAY_MS,
      maxModelAgeMs: 20 * DAY_MS,
    });
    const codeOn = (day: number) =>
      trainings.find(training => training.from <= day && day < training.to)?.refused?.code ?? null;
    assert.deepEqual([21, 57, 63, 177, 186, 219, 222].map(codeOn), [
      'TOO_FEW_SAMPLES',
      'TOO_FEW_SAMPLES',
      null,
      null,
      'ONE_CLASS',
      'ONE_CLASS',
      null,
    ]);
    const last = trainings.findLastIndex(({ refused, atMs }) => refused === null && atMs < 190 * DAY_MS);
    const trainedTo = trainings[last]!.trainedToMs! / DAY_MS;
    assert.equal(speakers[last + 1], last);
    assert.equal(speakers[0], -1);
    assert.ok(Number.isNaN(probability[59]) && !Number.isNaN(probability[63]));
    assert.ok(!Number.isNaN(probability[trainedTo + 20]) && Number.isNaN(probability[trainedTo + 21]));
  });

  it('says the base rate of its window once its own predictions showed it overconfident', () => {
    // The first feature tells the outcome for 300 days and then its opposite.
    const samples = makeSamples({ days: 420, seed: 5, chance: row => (row[0]! > 0 ? 0.95 : 0.05) }).map(
      (sample, day) =>
        day < 300 ? sample : { ...sample, label: { ...sample.label, y: flipped(sample.label.y) } },
    );
    const { trainings, overconfident, probability } = walkForwardForecast(poolOf(samples), {
      ...options,
      learner: forestLearner,
      settings: { ...options.settings, trees: 20 },
      folds: 6,
      retrainMs: 5 * DAY_MS,
    });
    const first = overconfident.indexOf(true);
    assert.ok(trainings[first]!.atMs > 302 * DAY_MS && trainings[first]!.atMs < 330 * DAY_MS);
    const read = sampleReader(poolOf(samples));
    const window = Array.from({ length: options.window }, (_, i) =>
      read(trainings[first]!.from - options.window + i),
    );
    const ones = window.filter(sample => sample.label.y === 1).length;
    const { from, to } = trainings[first]!;
    for (let row = from; row < to; row++) assert.equal(probability[row], (ones + 1) / (options.window + 2));
    assert.ok(probability.subarray(260, 300).some(value => value > 0.7));
  });

  it('is empty without bars', () => {
    const { trainings, probability } = walkForwardForecast(poolUntil(0), options);
    assert.deepEqual([trainings.length, probability.length], [0, 0]);
  });
});

const flipped = (y: 0 | 1): 0 | 1 => (y === 1 ? 0 : 1);

/** Passes on to the stump and keeps the first column of what it was given. */
function spy() {
  const fits: Float64Array[] = [];
  const learner: Learner = {
    ...stumpLearner,
    fit(set, settings, seed) {
      fits.push(set.columns[0]!);
      return stumpLearner.fit(set, settings, seed);
    },
  };
  return { fits, learner };
}
