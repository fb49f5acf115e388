import assert from 'node:assert/strict';
import { momentum } from '../../../../src/lib/features/kernels/momentum.ts';
import { assertClose } from '../../../support/approx.ts';
import {
  hasPublishedVectors,
  stockIndicator,
  stockIndicatorCloses,
  taSheet,
} from '../../../support/indicator-vectors.ts';
import { seriesOfCloses } from '../../../support/walks.ts';

describe('momentum', () => {
  it('is the simple return over its period', () => {
    const values = momentum(2).batch(seriesOfCloses([100, 90, 120, 99]));
    assertClose(values.subarray(2), [0.2, 0.1], 1e-15);
  });

  it('is a hundredth of the published rate of change of SPY over 20 bars', function () {
    if (!hasPublishedVectors) return this.skip();
    const close = stockIndicatorCloses();
    const published = stockIndicator('roc', 'roc');
    const period = published.findIndex(Number.isFinite);
    const values = momentum(period).batch({ close, volume: close });
    assertClose(values.subarray(period), published.map(value => value / 100).subarray(period), 1e-12);
  });

  it('is a hundredth of the 12-bar rate of change of the StockCharts sheet', function () {
    if (!hasPublishedVectors) return this.skip();
    const close = taSheet('cs-roc', 'Close');
    const published = taSheet('cs-roc', 'ROC');
    assert.equal(published.findIndex(Number.isFinite), 12);
    const values = momentum(12).batch({ close, volume: close });
    // The sheet prints 8 decimals of a percentage.
    assertClose(values.subarray(12), published.map(value => value / 100).subarray(12), 1e-10);
  });
});
