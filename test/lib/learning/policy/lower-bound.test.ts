import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mulberry32 } from '../../../../src/lib/core/random.ts';
import { lowerBound } from '../../../../src/lib/learning/policy/lower-bound.ts';
import { assertClose } from '../../../support/approx.ts';

describe('lowerBound', () => {
  it('is where the mixed bets have multiplied their stake by 20 (products and bisection in Python)', () => {
    const hits = [1, 0, 1, 1, 0, 1, 1, 1, 0, 1, 1, 1];
    const signed = [1.2, -0.3, 0.9, 1.5, 1.1, 0.8];
    const times = (values: number[], count: number): number[] => Array(count).fill(values).flat();
    assertClose([lowerBound(times([1], 20), 0.05)], [0.6497863330096211]);
    assertClose([lowerBound(times(hits, 4), 0.05)], [0.5387796272315182]);
    assertClose([lowerBound(times(signed, 6), 0.05, times([-0.5], 36))], [0.4976694302128624]);
    assertClose([lowerBound([1, 1], 0.05)], [0.054886465934888766]);
  });

  it('misses the true mean at any of 5 looks in at most alpha of the runs', () => {
    // Skewed: 8 with probability 1/20, else 0; mean .4.
    const misses = (run: number): boolean => {
      const random = mulberry32(run + 1);
      const values = Array.from({ length: 200 }, () => (random() < 0.05 ? 8 : 0));
      return Array.from({ length: 5 }, (_, i) => values.slice(0, 40 * (i + 1))).some(
        seen => lowerBound(seen, 0.1) > 0.4,
      );
    };
    const missed = Array.from({ length: 300 }, (_, run) => run).filter(misses).length;
    assert.ok(missed <= 30, `${missed} of 300 runs`);
  });

  it('nears the mean as numbers come in', () => {
    const random = mulberry32(3);
    const values = Array.from({ length: 5000 }, () => (random() < 0.6 ? 1 : 0));
    const bound = lowerBound(values, 0.05);
    assert.ok(bound > 0.56 && bound < 0.6, `${bound}`);
  });

  it('rises with every value, never passes the largest one and moves with their unit', () => {
    const value = fc.double({ min: 0, max: 20, noNaN: true });
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 40 }), fc.nat(39), (values, at) => {
        const bound = lowerBound(values, 0.05);
        const raised = values.map((v, i) => (i === at ? v + 1 : v));
        assert.ok(lowerBound(raised, 0.05) >= bound - 1e-9);
        assert.ok(bound >= 0 && bound <= Math.max(...values));
        assertClose(
          [
            lowerBound(
              values.map(v => 3 * v),
              0.05,
            ),
          ],
          [3 * bound],
          1e-6,
        );
      }),
      { numRuns: 50 },
    );
  });

  it('is 0 where nothing is known', () => {
    assert.equal(lowerBound([], 0.05), 0);
    assert.equal(lowerBound([0, 0, 0], 0.05), 0);
  });

  it('refuses values below their floors and levels that are none', () => {
    assert.throws(() => lowerBound([-0.1], 0.05), RangeError);
    assert.throws(() => lowerBound([Number.NaN], 0.05), RangeError);
    assert.throws(() => lowerBound([Infinity], 0.05), RangeError);
    assert.throws(() => lowerBound([1], 0.05, [0.1]), RangeError);
    assert.throws(() => lowerBound([1], 0.05, []), RangeError);
    for (const alpha of [0, 1, Number.NaN]) assert.throws(() => lowerBound([1], alpha), RangeError);
  });
});
