import assert from 'node:assert/strict';
import fc from 'fast-check';
import { greedy, STAKES, utilities } from '../../../../src/lib/learning/policy/utility.ts';
import { assertClose } from '../../../support/approx.ts';

const flat = { mean: 0.1, previous: 0, cost: 0.02, riskAversion: 0.05 };

describe('utilities', () => {
  it('are mean less turnover cost less half the risk aversion times the square (by hand)', () => {
    const values = utilities({ mean: 0.1, previous: 0.5, cost: 0.02, riskAversion: 0.05 });
    assertClose(values, [-0.01, 0.0184375, 0.04375, 0.0559375, 0.065], 1e-12);
  });

  it('want full exposure from a mean of the risk aversion on, and none below the cost', () => {
    const best = (mean: number, cost: number): number => STAKES[greedy(utilities({ ...flat, mean, cost }))]!;
    assert.equal(best(0.05, 0), 1);
    assert.equal(best(0.025, 0), 0.5);
    assert.equal(best(0.02, 0.02), 0);
    assert.equal(best(-1, 0), 0);
  });

  it('leave a position where it is when the move is not worth its cost', () => {
    const value = fc.double({ min: -0.1, max: 0.1, noNaN: true });
    fc.assert(
      fc.property(value, fc.constantFrom(...STAKES), (mean, previous) => {
        const chosen = STAKES[greedy(utilities({ mean, previous, cost: 0.5, riskAversion: 0.05 }))];
        assert.equal(chosen, previous);
      }),
    );
  });

  it('refuse what is not finite, and costs that pay', () => {
    for (const wrong of [
      { mean: Number.NaN },
      { previous: Infinity },
      { cost: -0.1 },
      { cost: Number.NaN },
      { riskAversion: -1 },
    ]) {
      assert.throws(() => utilities({ ...flat, ...wrong }), RangeError);
    }
  });
});

describe('greedy', () => {
  it('takes the smaller exposure of equals', () => {
    assert.equal(greedy([0, 0.2, 0.2, 0.1]), 1);
    assert.equal(greedy([0, 0, 0]), 0);
  });

  it('refuses nothing and NaN', () => {
    assert.throws(() => greedy([]), RangeError);
    assert.throws(() => greedy([0, Number.NaN]), RangeError);
  });
});
