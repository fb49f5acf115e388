import assert from 'node:assert/strict';
import fc from 'fast-check';
import technicalIndicators from 'technicalindicators';
import { mulberry32 } from '../../../../src/lib/core/random.ts';
import { indicatorOf } from '../../../../src/lib/trading/indicators/indicator.ts';
import { Sma } from '../../../../src/lib/trading/indicators/sma.ts';
import { indicatorContract } from '../../../contracts/indicator.ts';
import { assertClose } from '../../../support/approx.ts';
import {
  hasPublishedVectors,
  stockIndicator,
  stockIndicatorCloses,
} from '../../../support/indicator-vectors.ts';
import { randomSeries } from '../../../support/random-series.ts';

indicatorContract('Sma', () => new Sma(7));

function freshMean(values: Float64Array, last: number, length: number): number {
  let sum = 0;
  for (let i = last - length + 1; i <= last; i++) sum += values[i]!;
  return sum / length;
}

describe('Sma', () => {
  it('is the mean of the window: 1 2 3 4 5 6 over three bars', () => {
    const values = indicatorOf(new Sma(3), Float64Array.of(1, 2, 3, 4, 5, 6));
    assert.deepEqual([...values], [NaN, NaN, 2, 3, 4, 5]);
  });

  it('agrees with a mean made anew to 1e-12, also when prices change a billionfold', () => {
    const price = fc.double({ min: 1e-6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(fc.array(price, { maxLength: 80 }), fc.integer({ min: 1, max: 20 }), (prices, length) => {
        const values = Float64Array.from(prices);
        const means = indicatorOf(new Sma(length), values);
        for (let i = length - 1; i < values.length; i++) {
          const fresh = freshMean(values, i, length);
          assert.ok(Math.abs(means[i]! - fresh) <= 1e-12 * fresh, `${means[i]} ${fresh}`);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('does not drift in a million bars', () => {
    const random = mulberry32(1);
    const values = Float64Array.from({ length: 1_000_000 }, () => 1e-3 + 1e5 * random());
    const means = indicatorOf(new Sma(200), values);
    for (let i = 999_000; i < values.length; i++) {
      const fresh = freshMean(values, i, 200);
      assert.ok(Math.abs(means[i]! - fresh) <= 1e-12 * fresh);
    }
  });

  it('equals technicalindicators', () => {
    const values = randomSeries(400, 3).close;
    const theirs = technicalIndicators.SMA.calculate({ period: 20, values: Array.from(values) });
    assertClose(indicatorOf(new Sma(20), values).subarray(19), theirs, 1e-9);
  });

  it('equals the published SMA 20 of SPY', function () {
    if (!hasPublishedVectors) return this.skip();
    const ours = indicatorOf(new Sma(20), stockIndicatorCloses());
    assertClose(ours.subarray(19), stockIndicator('sma', 'sma').subarray(19), 1e-10);
  });
});
