import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mulberry32 } from '../../../../src/lib/core/random.ts';
import {
  intervalOf,
  type MeanState,
  newMean,
  observe,
} from '../../../../src/lib/learning/evidence/confidence-sequence.ts';
import { assertClose } from '../../../support/approx.ts';

const ALPHA = 0.05;
const stateOf = (values: readonly number[]): MeanState =>
  values.reduce((state, value) => observe(ALPHA, state, value), newMean());

describe('intervalOf', () => {
  it('is the predictable plug-in empirical-Bernstein interval', () => {
    // Waudby-Smith and Ramdas (2024), theorem 2, with all weights at their cap; computed in Python.
    const { centre, radius } = intervalOf(ALPHA, stateOf([1, 0, 1, 1, 0, 1, 1, 1, 0, 1, 1, 1]));
    assertClose([centre, radius], [0.75, 0.70888743], 1e-8);
  });

  it('is everything before the first value', () => {
    assert.deepEqual([intervalOf(ALPHA, newMean()).low, intervalOf(ALPHA, newMean()).high], [0, 1]);
  });

  it('covers the true rate at all times at once in at least 19 of 20 records', () => {
    let missed = 0;
    for (let seed = 0; seed < 400; seed++) {
      const random = mulberry32(seed);
      let state = newMean();
      for (let t = 0; t < 500; t++) {
        state = observe(ALPHA, state, random() < 0.53 ? 1 : 0);
        const { low, high } = intervalOf(ALPHA, state);
        if (low <= 0.53 && high >= 0.53) continue;
        missed++;
        break;
      }
    }
    // A binomial of 400 and 0.05 is above 31 with 1 %.
    assert.ok(missed <= 31, `${missed}`);
  });

  it('narrows, so that 2,000 outcomes at a rate of 0.56 exclude a coin', () => {
    const random = mulberry32(1);
    const { low, high } = intervalOf(
      ALPHA,
      stateOf(Array.from({ length: 2_000 }, () => (random() < 0.56 ? 1 : 0))),
    );
    assert.ok(low > 0.5 && high - low < 0.11, `${low} ${high}`);
  });

  it('stays within [0, 1] around its centre and goes on from its JSON bit for bit', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 40 }), values => {
        const stored = values.reduce(
          (state, value) => observe(ALPHA, JSON.parse(JSON.stringify(state)), value),
          newMean(),
        );
        assert.deepEqual(stored, stateOf(values));
        const { low, centre, high } = intervalOf(ALPHA, stored);
        assert.ok(low >= 0 && low <= centre && centre <= high && high <= 1);
      }),
    );
  });
});

describe('observe', () => {
  it('refuses what is not a share', () => {
    for (const value of [Number.NaN, -0.1, 1.1]) {
      assert.throws(() => observe(ALPHA, newMean(), value), RangeError);
    }
    for (const alpha of [0, 1, Number.NaN]) assert.throws(() => observe(alpha, newMean(), 1), RangeError);
  });
});
