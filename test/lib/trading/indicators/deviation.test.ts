import assert from 'node:assert/strict';
import fc from 'fast-check';
import technicalIndicators from 'technicalindicators';
import { Deviation } from '../../../../src/lib/trading/indicators/deviation.ts';
import { indicatorOf } from '../../../../src/lib/trading/indicators/indicator.ts';
import { indicatorContract } from '../../../contracts/indicator.ts';
import { assertClose } from '../../../support/approx.ts';
import {
  hasPublishedVectors,
  stockIndicator,
  stockIndicatorCloses,
} from '../../../support/indicator-vectors.ts';
import { randomSeries } from '../../../support/random-series.ts';

indicatorContract('Deviation', () => new Deviation(7));

/** In two passes over the window. */
function freshDeviation(window: Float64Array): number {
  const mean = window.reduce((sum, value) => sum + value, 0) / window.length;
  return Math.sqrt(window.reduce((sum, value) => sum + (value - mean) ** 2, 0) / window.length);
}

describe('Deviation', () => {
  it('divides by the number of values: 2 4 4 4 5 5 7 9 deviate by 2', () => {
    // The usual worked example of a population standard deviation.
    assert.equal(indicatorOf(new Deviation(8), Float64Array.of(2, 4, 4, 4, 5, 5, 7, 9)).at(-1), 2);
  });

  it('gives the mean as well', () => {
    const values = Float64Array.of(1, 2, 6, 4);
    const means = new Float64Array(4);
    new Deviation(2).advance(values, new Float64Array(4), means);
    assert.deepEqual([...means], [NaN, 1.5, 4, 5]);
  });

  it('keeps its digits when a price of a million moves by cents', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 5, maxLength: 60 }),
        fc.integer({ min: 2, max: 12 }),
        (cents, length) => {
          const values = Float64Array.from(cents, cent => 1e6 + cent / 100);
          const ours = indicatorOf(new Deviation(length), values);
          for (let i = length - 1; i < values.length; i++) {
            assertClose([ours[i]!], [freshDeviation(values.subarray(i - length + 1, i + 1))], 2e-9);
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it('is exactly 0 while a price stands still, wherever the windows begin', () => {
    const values = indicatorOf(new Deviation(3), Float64Array.of(5, 9, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1));
    assert.deepEqual([...values.subarray(4)], [0, 0, 0, 0]);
  });

  it('equals technicalindicators', () => {
    const values = randomSeries(400, 3).close;
    const theirs = technicalIndicators.SD.calculate({ period: 14, values: Array.from(values) });
    assertClose(indicatorOf(new Deviation(14), values).subarray(13), theirs, 1e-9);
  });

  it('equals the published deviation 14 of SPY', function () {
    if (!hasPublishedVectors) return this.skip();
    const ours = indicatorOf(new Deviation(14), stockIndicatorCloses());
    assertClose(ours.subarray(13), stockIndicator('stdev', 'stdDev').subarray(13), 1e-10);
  });
});
