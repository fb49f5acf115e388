import assert from 'node:assert/strict';
import type { Learner, TrainingSet } from '../../../src/lib/learning/learner.ts';
import { crossValidatedScores, fitPipeline, isTrainable } from '../../../src/lib/learning/pipeline.ts';
import { makeSamples } from '../../support/sample-makers.ts';
import { stumpLearner } from '../../support/stump-learner.ts';

const settings = { trees: 100, bins: 64, mtry: 3, minLeaf: 10, maxDepth: 6 };
const edge = (row: Float64Array) => (row[0]! > 0 ? 0.8 : 0.2);

/** Passes on to the stump and keeps what it was asked. */
function spy() {
  const fits: { set: TrainingSet; trees: number; seed: number }[] = [];
  const learner: Learner = {
    ...stumpLearner,
    fit(set, chosen, seed) {
      fits.push({ set, trees: chosen.trees, seed });
      return stumpLearner.fit(set, chosen, seed);
    },
  };
  return { fits, learner };
}

describe('crossValidatedScores', () => {
  it('scores every row by models that saw neither it nor the embargo, with 60 trees and own seeds', () => {
    const { fits, learner } = spy();
    const samples = makeSamples({ days: 200, seed: 1, chance: edge });
    const scores = crossValidatedScores(samples, { learner, settings, seed: 5, horizon: 1 });
    assert.ok(scores.every(Number.isFinite));
    // 200 days less a block of 40, a bar of purge on each inner side and 20 days of embargo.
    assert.deepEqual(
      fits.map(fit => fit.set.rows),
      [140, 139, 139, 139, 159],
    );
    assert.ok(fits.every(fit => fit.trees === 60));
    assert.equal(new Set(fits.map(fit => fit.seed)).size, 5);
  });

  it('gives NaN where a fold leaves one class to train on', () => {
    const samples = makeSamples({ days: 100, seed: 1, chance: () => 0 }).map((sample, day) =>
      day < 10 ? { ...sample, label: { ...sample.label, y: 1 as const } } : sample,
    );
    const scores = crossValidatedScores(samples, { learner: stumpLearner, settings, seed: 5, horizon: 1 });
    assert.ok(scores.subarray(0, 20).every(Number.isNaN));
    assert.ok(scores.subarray(20).every(Number.isFinite));
  });
});

describe('fitPipeline', () => {
  it('fits on all rows with weights of mean 1 and calibrates on the cross-validated scores', () => {
    const { fits, learner } = spy();
    const samples = makeSamples({ days: 300, seed: 2, chance: edge });
    const { calibrator } = fitPipeline(samples, { learner, settings, seed: 5, horizon: 1 });
    const [whole] = fits;
    assert.deepEqual([whole?.set.rows, whole?.trees, whole?.seed], [300, 100, 5]);
    const mean = whole!.set.weights.reduce((sum, weight) => sum + weight, 0) / 300;
    assert.ok(Math.abs(mean - 1) < 1e-12);
    assert.equal(calibrator.kind, 'blend');
  });
});

describe('isTrainable', () => {
  it('needs 60 rows and both classes', () => {
    assert.equal(isTrainable(makeSamples({ days: 60, seed: 1 })), true);
    assert.equal(isTrainable(makeSamples({ days: 59, seed: 1 })), false);
    assert.equal(isTrainable(makeSamples({ days: 60, seed: 1, chance: () => 1 })), false);
  });
});
