import assert from 'node:assert/strict';
import { logisticLearner } from '../../../../src/lib/learning/logistic/learner.ts';
import { learnerContract } from '../../../contracts/learner.ts';
import { assertClose } from '../../../support/approx.ts';
import { makeTrainingSet, rowOf } from '../../../support/training-sets.ts';

const SETTINGS = { trees: 1, bins: 2, mtry: 1, minLeaf: 1, maxDepth: 1 };

learnerContract(logisticLearner, { seeded: false });

describe('logisticLearner', () => {
  const chance = ([a = 0, b = 0]: readonly number[]) => 1 / (1 + Math.exp(-(1 + 2 * a - b)));
  const set = makeTrainingSet({ rows: 4000, seed: 9, features: 3, chance });
  const fitted = (changed: Partial<typeof set> = {}) =>
    logisticLearner.fit({ ...set, ...changed }, SETTINGS, 1);
  const model = fitted();

  it('finds the chances that a linear market was drawn with', () => {
    for (let row = 0; row < 50; row++) {
      const values = rowOf(set, row);
      assert.ok(Math.abs(model.score(values) - chance(values)) < 0.06, `row ${row}`);
    }
    const [a, b, noise] = model.importance as [number, number, number];
    assert.ok(a > 1.7 * b && noise < 0.05, `${model.importance}`);
  });

  it('does not care what a feature is counted in', () => {
    const scaled = set.columns.map((column, f) => column.map(value => 1000 ** (f - 1) * value + 50 * f));
    const moved = fitted({ columns: scaled });
    assertClose(moved.importance, model.importance, 1e-9);
    const rows = [0, 1, 2].map(row => scaled.map(column => column[row]!));
    assertClose(
      rows.map(row => moved.score(row)),
      [0, 1, 2].map(row => model.score(rowOf(set, row))),
      1e-9,
    );
  });

  it('takes a row of weight 2 for two rows, and one of weight 0 for none', () => {
    const [head, tail] = [0, 2000].map(from => (column: Float64Array) => column.subarray(from, from + 2000));
    const twice = new Float64Array(4000).fill(0, 2000).fill(2, 0, 2000);
    const doubled = set.columns.map(column => Float64Array.from([...head!(column), ...head!(column)]));
    const labels = Uint8Array.from([...set.labels.subarray(0, 2000), ...set.labels.subarray(0, 2000)]);
    const row = tail!(set.columns[0]!).slice(0, 3);
    assertClose(
      [fitted({ weights: twice }).score(row)],
      [fitted({ columns: doubled, labels }).score(row)],
      1e-9,
    );
  });

  it('gives the smoothed rate when all the weight is on one class', () => {
    const weights = Float64Array.from(set.labels);
    const ones = set.labels.reduce((sum, label) => sum + label, 0);
    assertClose([fitted({ weights }).score([1, 2, 3])], [(ones + 1) / (ones + 2)], 1e-12);
  });

  it('scores finite shares for the wildest columns and rows', () => {
    const wild = Float64Array.from(
      set.labels,
      (label, i) => (i % 2 === 0 ? 1e308 : -1e308) * (label + 0.5) * 0.6,
    );
    const tiny = new Float64Array(set.rows).fill(5e-324, 0, 100);
    const scorer = fitted({ columns: [wild, tiny, set.columns[0]!] });
    for (const row of [
      [1e308, 1, 1],
      [-1e308, -1e308, 0],
      [0, 1e308, -1e308],
    ]) {
      const score = scorer.score(row);
      assert.ok(score >= 0 && score <= 1, `${row}: ${score}`);
    }
    assert.ok(scorer.importance.every(Number.isFinite));
  });

  it('says what is wrong with a damaged document, and where', () => {
    const valid = { bias: 0, means: [0, 1], scales: [1, 2], slopes: [0.5, -0.5] };
    const refused: [object, RegExp][] = [
      [{ bias: NaN }, /bias is NaN/],
      [{ bias: 2e9 }, /bias is 2000000000/],
      [{ means: [0] }, /means has 1 entries instead of 2/],
      [{ means: [0, null] }, /means\[1\] is null/],
      [{ scales: [1, 0] }, /scales\[1\] is 0/],
      [{ scales: [1, -1] }, /scales\[1\] is -1/],
      [{ slopes: [1, '1'] }, /slopes\[1\] is "1"/],
      [{ slopes: undefined }, /slopes is not a list/],
      [{ seed: 1 }, /the model has the unknown key "seed"/],
    ];
    assert.equal(logisticLearner.restore(valid, 2).score([0, 1]), 0.5);
    for (const [change, message] of refused) {
      const json = { ...valid, ...change };
      assert.throws(
        () => logisticLearner.restore(json, 2),
        { code: 'MODEL_INVALID', message },
        String(message),
      );
    }
  });
});
