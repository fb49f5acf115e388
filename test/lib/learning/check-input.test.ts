import assert from 'node:assert/strict';
import { checkTrainingSet } from '../../../src/lib/learning/check-input.ts';
import { makeTrainingSet } from '../../support/training-sets.ts';

const valid = makeTrainingSet({ rows: 4, seed: 1, features: 2, chance: () => 0.5 });

describe('checkTrainingSet', () => {
  it('says what breaks the contract', () => {
    const refused: [object, RegExp][] = [
      [{ rows: 0 }, /has 0 rows/],
      [{ columns: [] }, /0 features/],
      [{ rows: 5 }, /a column is not 5 rows long/],
      [{ columns: [valid.columns[0]!, Float64Array.of(1, 2, Infinity, 4)] }, /feature 1 has a value/],
      [{ labels: Uint8Array.of(0, 1, 2, 0) }, /a label is neither/],
      [{ weights: Float64Array.of(1, 1, -1, 1) }, /a weight is negative/],
      [{ weights: Float64Array.of(1, 1, NaN, 1) }, /a weight is negative or not finite/],
      [{ weights: new Float64Array(4) }, /all weights are zero/],
    ];
    for (const [change, message] of refused) {
      const set = { ...valid, ...change };
      assert.throws(() => checkTrainingSet(set), { code: 'TRAINING_SET_INVALID', message });
    }
  });

  it('passes a set that keeps it', () => {
    assert.doesNotThrow(() => checkTrainingSet(valid));
  });
});
