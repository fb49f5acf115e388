import assert from 'node:assert/strict';
import fc from 'fast-check';
import { solveInPlace } from '../../../../src/lib/learning/logistic/solve.ts';
import { assertClose } from '../../../support/approx.ts';

describe('solveInPlace', () => {
  it('solves a system worked out by hand', () => {
    // [[4, 2], [2, 3]] (1, -2) = (0, -4)
    const b = Float64Array.of(0, -4);
    assert.equal(solveInPlace(Float64Array.of(4, 2, 2, 3), b), true);
    assertClose(b, [1, -2], 1e-12);
  });

  it('finds x again from A x for positive definite A', () => {
    const entry = fc.double({ min: -2, max: 2, noNaN: true });
    const four = fc.array(entry, { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(four, { minLength: 4, maxLength: 4 }), four, (m, x) => {
        const a = m.map((row, i) =>
          m.map((other, j) => row.reduce((sum, value, k) => sum + value * other[k]!, i === j ? 1 : 0)),
        );
        const b = Float64Array.from(a, row => row.reduce((sum, value, k) => sum + value * x[k]!, 0));
        assert.equal(solveInPlace(Float64Array.from(a.flat()), b), true);
        assertClose(b, x, 1e-9);
      }),
    );
  });

  it('says when the matrix is not positive definite', () => {
    for (const a of [
      [1, 2, 2, 1],
      [0, 0, 0, 0],
      [NaN, 0, 0, 1],
    ]) {
      assert.equal(solveInPlace(Float64Array.from(a), Float64Array.of(1, 1)), false);
    }
  });
});
