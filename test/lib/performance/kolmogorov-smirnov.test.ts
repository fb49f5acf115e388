import assert from 'node:assert/strict';
import fc from 'fast-check';
import { kolmogorovSmirnov } from '../../../src/lib/performance/kolmogorov-smirnov.ts';
import { assertClose } from '../../support/approx.ts';

const values = fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 1, maxLength: 40 });

/** The definition, value by value. */
function slow(a: readonly number[], b: readonly number[]): number {
  const share = (sample: readonly number[], value: number) =>
    sample.filter(each => each <= value).length / sample.length;
  return Math.max(...[...a, ...b].map(value => Math.abs(share(a, value) - share(b, value))));
}

describe('kolmogorovSmirnov', () => {
  it('is what the two step functions give by hand', () => {
    // Up to 2 half of the first and none of the second.
    assert.equal(kolmogorovSmirnov([1, 2, 3, 4], [3, 4, 5, 6]), 0.5);
    // Up to 2 two thirds of the first and none of the second; up to 3 all of the first and half of the second.
    assertClose([kolmogorovSmirnov([3, 1, 2], [2.5, 3, 4, 5])!], [2 / 3]);
    assert.equal(kolmogorovSmirnov([1, 2], [3, 4]), 1);
    assert.equal(kolmogorovSmirnov([1, 1, 2], [2, 1, 1]), 0);
  });

  it('is the definition, whichever sample comes first', () => {
    fc.assert(
      fc.property(values, values, (a, b) => {
        assertClose([kolmogorovSmirnov(a, b)!, kolmogorovSmirnov(b, a)!], [slow(a, b), slow(a, b)]);
      }),
    );
  });

  it('leaves out what is not finite, and is not defined without values', () => {
    assert.equal(kolmogorovSmirnov([Number.NaN, 1, 2], [1, 2, Number.POSITIVE_INFINITY]), 0);
    assert.equal(kolmogorovSmirnov([], [1]), null);
    assert.equal(kolmogorovSmirnov([1], [Number.NaN]), null);
  });
});
