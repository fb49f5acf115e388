import assert from 'node:assert/strict';
import technicalIndicators from 'technicalindicators';
import { Bollinger, type BollingerBands } from '../../../../src/lib/trading/indicators/bollinger.ts';
import { assertClose } from '../../../support/approx.ts';
import {
  hasPublishedVectors,
  stockIndicator,
  stockIndicatorCloses,
} from '../../../support/indicator-vectors.ts';
import { randomSeries } from '../../../support/random-series.ts';

function bandsOf(values: Float64Array, length: number, width: number): BollingerBands {
  const bands = {
    lower: new Float64Array(values.length),
    middle: new Float64Array(values.length),
    upper: new Float64Array(values.length),
  };
  new Bollinger(length, width).advance(values, bands);
  return bands;
}

describe('Bollinger', () => {
  it('lies `width` population deviations around the mean: 1 3 over two bars', () => {
    const { lower, middle, upper } = bandsOf(Float64Array.of(1, 3), 2, 2);
    assert.deepEqual(
      [[...lower], [...middle], [...upper]],
      [
        [NaN, 0],
        [NaN, 2],
        [NaN, 4],
      ],
    );
  });

  it('equals technicalindicators', () => {
    const values = randomSeries(400, 3).close;
    const bands = bandsOf(values, 20, 2);
    const theirs = technicalIndicators.BollingerBands.calculate({
      period: 20,
      stdDev: 2,
      values: Array.from(values),
    });
    for (const name of ['lower', 'middle', 'upper'] as const) {
      assertClose(
        bands[name].subarray(19),
        theirs.map(band => band[name]),
        1e-9,
      );
    }
  });

  it('equals the published bands of SPY', function () {
    if (!hasPublishedVectors) return this.skip();
    const { lower, middle, upper } = bandsOf(stockIndicatorCloses(), 20, 2);
    assertClose(lower.subarray(19), stockIndicator('bb', 'lowerBand').subarray(19), 1e-10);
    assertClose(middle.subarray(19), stockIndicator('bb', 'sma').subarray(19), 1e-10);
    assertClose(upper.subarray(19), stockIndicator('bb', 'upperBand').subarray(19), 1e-10);
  });
});
