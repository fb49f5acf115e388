import assert from 'node:assert/strict';
import fc from 'fast-check';
import { explorationRate, squareCb } from '../../../../src/lib/learning/policy/square-cb.ts';
import { assertClose } from '../../../support/approx.ts';

describe('squareCb', () => {
  it('weighs by the inverse gap (Foster & Rakhlin 2020, by hand)', () => {
    assertClose(squareCb([0.02, 0.05, -0.01], 100), [1 / 6, 0.7222222222, 1 / 9]);
  });

  it('is uniform at gamma 0 and nearly greedy at a large one', () => {
    assertClose(squareCb([1, 2, 3, 4], 0), [0.25, 0.25, 0.25, 0.25]);
    assert.ok(squareCb([0, 1], explorationRate(1e6))[1]! > 0.9999);
  });

  it('sums to 1, leaves no action out and loses less than K / G', () => {
    const value = fc.double({ min: -5, max: 5, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 1, maxLength: 9 }),
        fc.double({ min: 0.01, max: 1e4, noNaN: true }),
        (values, gamma) => {
          const odds = squareCb(values, gamma);
          assertClose([odds.reduce((sum, p) => sum + p, 0)], [1], 1e-12);
          assert.ok(odds.every(p => p > 0));
          const top = Math.max(...values);
          const loss = odds.reduce((sum, p, i) => sum + p * (top - values[i]!), 0);
          assert.ok(loss <= values.length / gamma);
        },
      ),
    );
  });

  it('refuses what is not finite', () => {
    assert.throws(() => squareCb([0, Number.NaN], 1), RangeError);
    assert.throws(() => squareCb([0, Infinity], 1), RangeError);
    assert.throws(() => squareCb([0, 1], -1), RangeError);
    assert.throws(() => squareCb([0, 1], Number.NaN), RangeError);
  });
});
