import assert from 'node:assert/strict';
import fc from 'fast-check';
import { canonicalJson } from '../../src/lib/core/canonical-json.ts';
import { HiveError } from '../../src/lib/core/errors.ts';
import type { FittedModel, ForestSettings, Learner, TrainingSet } from '../../src/lib/learning/learner.ts';
import { type Mutation, mutated, mutations } from '../support/mutate-json.ts';
import { accuracyOn, makeTrainingSet, rowOf } from '../support/training-sets.ts';

/** Small enough for the slowest learner. */
const SETTINGS: ForestSettings = { trees: 5, bins: 32, mtry: 2, minLeaf: 3, maxDepth: 5 };
const FEATURES = 3;

const separable = (seed: number): TrainingSet =>
  makeTrainingSet({ rows: 80, seed, features: FEATURES, chance: ([x = 0]) => (x > 0 ? 1 : 0) });

const rows = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), {
  minLength: FEATURES,
  maxLength: FEATURES,
});

const bytes = (model: FittedModel): string => canonicalJson(model.toJSON());
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

function isModelInvalid(error: unknown): boolean {
  return error instanceof HiveError && error.code === 'MODEL_INVALID' && error.kind === 'data';
}

/** Refused, or a model that still answers with a share: nothing in between. */
function refusedOrSound(learner: Learner, json: unknown): void {
  let model: FittedModel;
  try {
    model = learner.restore(json, FEATURES);
  } catch (error) {
    assert.ok(isModelInvalid(error), String(error));
    return;
  }
  const score = model.score([0.3, -0.2, 0.1]);
  assert.ok(score >= 0 && score <= 1, `score ${score}`);
}

/** What every learner promises. One without chance (`seeded` false) gives the same bytes for every seed. */
export function learnerContract(learner: Learner, { seeded = true }: { seeded?: boolean } = {}): void {
  describe(`learner contract of ${learner.id}`, () => {
    const set = separable(1);
    const model = learner.fit(set, SETTINGS, 7);
    const stored: unknown = JSON.parse(bytes(model));

    it(`gives the same bytes for the same set, settings and seed, and ${seeded ? 'others' : 'these'} for another seed`, () => {
      assert.equal(bytes(learner.fit(set, SETTINGS, 7)), bytes(model));
      assert.equal(bytes(learner.fit(set, SETTINGS, 8)) !== bytes(model), seeded);
    });

    it('does not change the training set', () => {
      const copy = structuredClone(set);
      learner.fit(set, SETTINGS, 3);
      assert.deepEqual(set, copy);
    });

    it('is restored from its text bit for bit', () => {
      const restored = learner.restore(stored, FEATURES);
      assert.equal(bytes(restored), bytes(model));
      assert.deepEqual(restored.importance, model.importance);
      assert.deepEqual(restored.outOfBag, model.outOfBag);
      fc.assert(
        fc.property(rows, row => {
          assert.equal(restored.score(row), model.score(row));
        }),
      );
    });

    it('scores within [0, 1]', () => {
      fc.assert(
        fc.property(rows, row => {
          const score = model.score(row);
          assert.ok(score >= 0 && score <= 1);
        }),
      );
    });

    it('learns a set that one feature separates, and says which feature', () => {
      assert.ok(accuracyOn(separable(2), row => model.score(row)) >= 0.9);
      assert.ok(Math.abs(sum(model.importance) - 1) < 1e-9);
      assert.ok(model.importance[0]! > 0.6, `importance ${model.importance}`);
    });

    it('scores toward the only class there is, with no importance', () => {
      for (const label of [0, 1]) {
        const single = learner.fit({ ...set, labels: new Uint8Array(set.rows).fill(label) }, SETTINGS, 1);
        assert.ok(Math.abs(single.score(rowOf(set, 0)) - label) < 0.1);
        assert.deepEqual(single.importance, [0, 0, 0]);
        assert.equal(bytes(learner.restore(JSON.parse(bytes(single)), FEATURES)), bytes(single));
      }
    });

    it('trains on a single row and on columns that never change', () => {
      const one = makeTrainingSet({ rows: 1, seed: 1, features: FEATURES, chance: () => 1 });
      const constant = { ...set, columns: set.columns.map(column => new Float64Array(column.length)) };
      for (const odd of [one, constant]) {
        const score = learner.fit(odd, SETTINGS, 1).score([0, 0, 0]);
        assert.ok(score >= 0 && score <= 1);
      }
    });

    it('refuses a set with a missing value, and a row with one', () => {
      const holed = { ...set, columns: set.columns.map(column => column.with(5, NaN)) };
      assert.throws(() => learner.fit(holed, SETTINGS, 1), { code: 'TRAINING_SET_INVALID' });
      assert.throws(() => model.score([1, NaN, 1]), RangeError);
      assert.throws(() => model.score([1, 1]), RangeError);
    });

    it('refuses documents that are not its own', () => {
      const polluted = JSON.parse(`{"__proto__":{"polluted":true},${JSON.stringify(stored).slice(1)}`);
      const foreign = [null, 1, 'forest', [], {}, { trees: [] }, [stored], { ...Object(stored), extra: 1 }];
      for (const json of [...foreign, polluted]) {
        assert.throws(() => learner.restore(json, FEATURES), isModelInvalid, JSON.stringify(json));
      }
      assert.throws(() => learner.restore(stored, FEATURES + 1), isModelInvalid);
      assert.throws(() => learner.restore(stored, FEATURES - 1), isModelInvalid);
    });

    it('refuses a damaged document or scores within [0, 1], and leaves Object.prototype alone', () => {
      const before = Reflect.ownKeys(Object.prototype);
      fc.assert(
        fc.property(fc.array(mutations, { minLength: 1, maxLength: 3 }), list => {
          const json = list.reduce((document: unknown, each: Mutation) => mutated(document, each), stored);
          refusedOrSound(learner, json);
        }),
        { numRuns: 300 },
      );
      assert.deepEqual(Reflect.ownKeys(Object.prototype), before);
    });
  });
}
