import assert from 'node:assert/strict';
import { DAY_MS } from '../../../src/lib/core/interval.ts';
import { buildMatrix } from '../../../src/lib/features/build-matrix.ts';
import { type EvaluationOptions, evaluate } from '../../../src/lib/learning/evaluate.ts';
import { forestLearner } from '../../../src/lib/learning/forest/learner.ts';
import type { Learner } from '../../../src/lib/learning/learner.ts';
import { crossValidatedScores, fitPipeline } from '../../../src/lib/learning/pipeline.ts';
import { buildSamples, isMatured } from '../../../src/lib/learning/sample.ts';
import { accuracy } from '../../../src/lib/performance/accuracy.ts';
import { randomSeries } from '../../support/random-series.ts';
import { makeSamples } from '../../support/sample-makers.ts';
import { stumpLearner } from '../../support/stump-learner.ts';

const options: EvaluationOptions = {
  learner: stumpLearner,
  settings: { trees: 20, bins: 32, mtry: 3, minLeaf: 10, maxDepth: 4 },
  seed: 7,
  horizon: 1,
  window: 200,
  folds: 12,
  stepBars: 5,
};

describe('evaluate', () => {
  it('predicts the newest moments, each fold once, after training that ended before it', () => {
    const found = evaluate(makeSamples({ days: 300, seed: 1 }), options)!;
    assert.equal(found.n, 60);
    assert.deepEqual([found.fromMs, found.toMs], [240 * DAY_MS, 299 * DAY_MS]);
    assert.deepEqual(
      found.folds.map(fold => [fold.fromMs / DAY_MS, fold.n]),
      Array.from({ length: 12 }, (_, i) => [240 + 5 * i, 5]),
    );
    assert.ok(
      Math.abs(found.folds.reduce((sum, fold) => sum + fold.accuracy, 0) / 12 - found.accuracy) < 1e-12,
    );
  });

  it('never shows a fold a label that was open when its first decision was due', () => {
    for (const horizon of [1, 5]) {
      const samples = makeSamples({ days: 300, seed: 3, horizon });
      const rowsSeen: number[] = [];
      const learner: Learner = {
        ...stumpLearner,
        fit: (set, settings, seed) => {
          if (settings.trees === 61) rowsSeen.push(...set.columns[0]!);
          return stumpLearner.fit(set, settings, seed);
        },
      };
      const settings = { ...options.settings, trees: 61 };
      evaluate(samples, { ...options, learner, settings, horizon, folds: 1 });
      const trained = samples.filter(sample => rowsSeen.includes(sample.features[0]!));
      assert.equal(trained.length, 200);
      assert.ok(trained.every(sample => sample.label.resolvedMs <= 295 * DAY_MS));
    }
  });

  it('finds a planted edge and is honest about it', () => {
    const samples = makeSamples({ days: 600, seed: 4, chance: row => (row[2]! > 0 ? 0.85 : 0.15) });
    const found = evaluate(samples, { ...options, learner: forestLearner, window: 400, folds: 20 })!;
    assert.ok(found.accuracy > 0.75, `accuracy ${found.accuracy}`);
    assert.ok(found.accuracyInterval95[0] > Math.max(found.baselines.majority, found.baselines.persistence));
    assert.ok(found.logLoss < found.climatologyLogLoss && found.brier < found.climatologyBrier);
    assert.ok(found.confident.count > 20 && found.confident.hitRate! > 0.7);
    assert.ok(found.confident.overconfidence! < 20);
    assert.ok(Math.abs(found.honestyGap!) < 0.1);
  });

  it('finds nothing in noise', () => {
    const runs = [11, 12, 13, 14].map(seed => {
      const samples = makeSamples({ days: 620, seed });
      return evaluate(samples, { ...options, learner: forestLearner, window: 300, folds: 60 })!;
    });
    for (const { accuracy, accuracyInterval95 } of runs) {
      assert.ok(accuracy < 0.6, `accuracy ${accuracy}`);
      assert.ok(accuracyInterval95[0] < 0.5 && accuracyInterval95[1] > 0.5);
    }
    const confident = runs.reduce((sum, run) => sum + run.confident.share, 0) / runs.length;
    assert.ok(confident < 0.05, `confident share ${confident}`);
  });

  it('is not fooled by a feature that only tells outcomes after they are out', () => {
    // The feature of day t is the outcome of day t-1's bet: known at t, worth nothing for t's own bet.
    const plain = makeSamples({ days: 400, seed: 5 });
    const samples = plain.map((sample, day) => ({
      ...sample,
      features: sample.features.with(0, plain[day - 1]?.label.y ?? 0),
    }));
    assert.ok(evaluate(samples, options)!.accuracyInterval95[0] < 0.5);
  });

  it('reports what saying nothing clever would have scored', () => {
    const found = evaluate(makeSamples({ days: 300, seed: 6, chance: () => 0.8 }), options)!;
    assert.equal(found.baselines.alwaysLong, found.baselines.majority);
    assert.ok(Math.abs(found.baselines.alwaysLong - 0.8) < 0.15);
    assert.ok(Math.abs(found.climatologyBrier - 0.16) < 0.06);
  });

  it('follows the last bet of the same symbol that had ended as its persistence baseline', () => {
    // Outcomes alternate by day and differ between the symbols: yesterday's own bet is always wrong.
    const samples = makeSamples({ days: 300, seed: 8, symbols: ['A', 'B'] }).map(sample => {
      const y = (sample.atMs / DAY_MS + (sample.symbol === 'A' ? 0 : 1)) % 2 === 0 ? 1 : 0;
      return { ...sample, label: { ...sample.label, y } as const };
    });
    assert.equal(evaluate(samples, options)!.baselines.persistence, 0);
  });

  it('is null when no fold has 60 rows of two classes to train on', () => {
    assert.equal(evaluate(makeSamples({ days: 61, seed: 1 }), { ...options, folds: 2 }), null);
    assert.equal(evaluate(makeSamples({ days: 300, seed: 1, chance: () => 1 }), options), null);
    assert.equal(evaluate([], options), null);
  });

  it('keeps its distance from what the same model scores on its own rows', () => {
    // A random walk with ten-day bets: slow features and shared outcomes let a forest remember, not foresee.
    const series = randomSeries(700, 17);
    const label = { kind: 'fixed', horizon: 10, width: 1, cost: 0, entry: 'close' } as const;
    const rows = buildSamples(series, buildMatrix(series), { assetClass: 'crypto', label }).filter(isMatured);
    const settings = { ...options.settings, minLeaf: 1, maxDepth: 20 };
    const pipeline = { ...options, learner: forestLearner, settings, horizon: 10 };
    const { model } = fitPipeline(rows, pipeline);
    const outcomes = rows.map(row => row.label.y);
    const remembered = accuracy(
      rows.map(row => model.score(row.features)),
      outcomes,
    )!;
    const foreseen = accuracy(crossValidatedScores(rows, pipeline), outcomes)!;
    assert.ok(remembered > 0.95, `remembered ${remembered}`);
    assert.ok(foreseen < 0.58, `foreseen ${foreseen}`);
    assert.ok(evaluate(rows, { ...pipeline, window: 500 })!.accuracy < 0.65);
  });

  it('gives the same figures again', () => {
    const samples = makeSamples({ days: 260, seed: 9, symbols: ['A', 'B'] });
    assert.deepEqual(evaluate(samples, options), evaluate(samples, options));
  });
});
