import assert from 'node:assert/strict';
import fc from 'fast-check';
import { choleskyFactor, forwardSolve, triangleSize } from '../../../../src/lib/learning/policy/cholesky.ts';
import { assertClose } from '../../../support/approx.ts';

describe('choleskyFactor', () => {
  it('factors the textbook matrix', () => {
    // The worked example of the Wikipedia article "Cholesky decomposition".
    assertClose(choleskyFactor([4, 12, -16, 37, -43, 98], 3), [2, 6, -8, 1, 5, 3]);
  });

  it('refuses matrices that are not positive definite, and NaN', () => {
    for (const a of [
      [1, 2, 1],
      [0, 0, 1],
      [1, 1, 1],
      [Number.NaN, 0, 1],
      [1, Number.NaN, 1],
    ]) {
      assert.throws(() => choleskyFactor(a, 2), RangeError);
    }
  });

  it('gives x back from the squared length of its solution: z z = x A^-1 x', () => {
    const entry = fc.double({ min: -3, max: 3, noNaN: true });
    fc.assert(
      fc.property(
        fc
          .integer({ min: 1, max: 12 })
          .chain(d => fc.array(entry, { minLength: 2 * d * d, maxLength: 2 * d * d })),
        entries => {
          const d = Math.sqrt(entries.length / 2);
          const at = (i: number, j: number): number => entries[i * d + j]!;
          const x = entries.slice(d * d, d * d + d);
          const a: number[] = [];
          // A = M M' + I, and y = A x, so y' A^-1 y = x' A x.
          const full = x.map((_, i) =>
            x.map((_, j) => (i === j ? 1 : 0) + x.reduce((s, _, k) => s + at(i, k) * at(j, k), 0)),
          );
          for (let i = 0; i < d; i++) for (let j = i; j < d; j++) a.push(full[i]![j]!);
          assert.equal(a.length, triangleSize(d));
          const y = full.map(row => row.reduce((sum, value, j) => sum + value * x[j]!, 0));
          const z = forwardSolve(choleskyFactor(a, d), y);
          const square = z.reduce((sum, value) => sum + value * value, 0);
          const expected = x.reduce((sum, value, i) => sum + value * y[i]!, 0);
          assertClose([square], [expected], 1e-8 * (1 + expected));
        },
      ),
    );
  });
});
