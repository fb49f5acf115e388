import assert from 'node:assert/strict';
import fc from 'fast-check';
import { poolAdjacentViolators } from '../../../../src/lib/learning/calibration/isotonic.ts';
import { assertClose } from '../../../support/approx.ts';

describe('poolAdjacentViolators', () => {
  it('pools the worked example', () => {
    // By hand: 1,0,0 violate and pool to 1/3; 1,0 pool to 1/2.
    const fitted = poolAdjacentViolators([0, 1, 0, 0, 1, 0, 1, 1], new Float64Array(8).fill(1));
    assertClose(fitted, [0, 1 / 3, 1 / 3, 1 / 3, 0.5, 0.5, 1, 1]);
  });

  it('weighs what it pools', () => {
    assertClose(poolAdjacentViolators([1, 0], [1, 3]), [0.25, 0.25]);
  });

  it('never falls and keeps the weighted mean', () => {
    const row = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 1, max: 9 }));
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 40 }), rows => {
        const [means, weights] = [rows.map(([m]) => m), rows.map(([, w]) => w)];
        const fitted = poolAdjacentViolators(means, weights);
        assert.ok(fitted.every((value, i) => i === 0 || value >= fitted[i - 1]! - 1e-12));
        const total = (values: ArrayLike<number>) => weights.reduce((sum, w, i) => sum + w * values[i]!, 0);
        assertClose([total(fitted)], [total(means)], 1e-9);
      }),
    );
  });
});
