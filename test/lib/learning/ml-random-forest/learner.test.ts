import assert from 'node:assert/strict';
import { RandomForestClassifier } from 'ml-random-forest';
import { mlRandomForestLearner } from '../../../../src/lib/learning/ml-random-forest/learner.ts';
import { learnerContract } from '../../../contracts/learner.ts';
import { makeTrainingSet, parityChance, rowOf } from '../../../support/training-sets.ts';

learnerContract(mlRandomForestLearner);

describe('mlRandomForestLearner', () => {
  const set = makeTrainingSet({ rows: 60, seed: 3, features: 4, chance: parityChance });

  it('scores with the votes of the library trained the same way', () => {
    const settings = { trees: 7, bins: 2, mtry: 1, minLeaf: 4, maxDepth: 3 };
    const model = mlRandomForestLearner.fit(set, settings, 11);
    const library = new RandomForestClassifier({
      nEstimators: 7,
      maxFeatures: 3, // 70 % of 4, rounded up
      replacement: true,
      useSampleBagging: true,
      noOOB: true,
      seed: 11,
      treeOptions: { maxDepth: 3, minNumSamples: 4 },
    });
    const rows = Array.from({ length: set.rows }, (_, row) => rowOf(set, row));
    library.train(rows, Array.from(set.labels));
    for (const row of rows) {
      const votes: number[] = library.predictionValues([row]).getRow(0);
      assert.equal(model.score(row), votes.filter(vote => vote === 1).length / 7);
    }
  });

  it('has importances that sum to 1 even when some trees have no split', () => {
    const labels = new Uint8Array(set.rows);
    labels[0] = 1;
    const settings = { trees: 9, bins: 2, mtry: 1, minLeaf: 2, maxDepth: 4 };
    const { importance } = mlRandomForestLearner.fit({ ...set, labels }, settings, 1);
    assert.ok(importance.every(share => share >= 0));
    assert.ok(Math.abs(importance.reduce((a, b) => a + b, 0) - 1) < 1e-9);
  });
});
