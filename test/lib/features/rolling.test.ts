import assert from 'node:assert/strict';
import { fillReturns, windowMean, windowSd } from '../../../src/lib/features/rolling.ts';
import { assertClose } from '../../support/approx.ts';
import {
  hasPublishedVectors,
  stockIndicator,
  stockIndicatorCloses,
  taSheet,
} from '../../support/indicator-vectors.ts';

function rollingSd(values: Float64Array, width: number): Float64Array {
  return values.map((_, last) => (last < width - 1 ? NaN : windowSd(values, last, width)));
}

describe('windowMean', () => {
  it('is the mean of the values that end at an index', () => {
    assert.equal(windowMean(Float64Array.of(9, 1, 2, 6, 9), 3, 3), 3);
  });
});

describe('fillReturns', () => {
  it('fills simple returns, oldest first', () => {
    const returns = new Float64Array(2);
    fillReturns(Float64Array.of(1, 100, 110, 99), 3, returns);
    assertClose(returns, [0.1, -0.1], 1e-15);
  });
});

describe('windowSd', () => {
  it('equals the published population deviation of SPY closes', function () {
    if (!hasPublishedVectors) return this.skip();
    const published = stockIndicator('stdev', 'stdDev');
    const first = published.findIndex(Number.isFinite);
    assert.equal(first, 13);
    assertClose(rollingSd(stockIndicatorCloses(), 14).subarray(first), published.subarray(first), 1e-12);
  });

  it('equals the 20-day deviation of the StockCharts sheet, population as well', function () {
    if (!hasPublishedVectors) return this.skip();
    const published = taSheet('cs-bbands', '20-day Standard Deviation');
    const first = published.findIndex(Number.isFinite);
    assert.equal(first, 19);
    // The sheet prints six decimals.
    assertClose(
      rollingSd(taSheet('cs-bbands', 'Close'), 20).subarray(first),
      published.subarray(first),
      1e-6,
    );
  });
});
