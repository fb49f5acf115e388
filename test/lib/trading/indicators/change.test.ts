import assert from 'node:assert/strict';
import technicalIndicators from 'technicalindicators';
import { Change } from '../../../../src/lib/trading/indicators/change.ts';
import { indicatorOf } from '../../../../src/lib/trading/indicators/indicator.ts';
import { indicatorContract } from '../../../contracts/indicator.ts';
import { assertClose } from '../../../support/approx.ts';
import {
  hasPublishedVectors,
  stockIndicator,
  stockIndicatorCloses,
} from '../../../support/indicator-vectors.ts';
import { randomSeries } from '../../../support/random-series.ts';

indicatorContract('Change (rate)', () => new Change('rate', 7));
indicatorContract('Change (difference)', () => new Change('difference', 7));

const percent = (rates: Float64Array) => rates.map(rate => 100 * rate);

describe('Change', () => {
  it('compares with the price `length` bars before: 4 5 6 10 over two bars', () => {
    const values = Float64Array.of(4, 5, 6, 10);
    assert.deepEqual([...indicatorOf(new Change('rate', 2), values)], [NaN, NaN, 0.5, 1]);
    assert.deepEqual([...indicatorOf(new Change('difference', 2), values)], [NaN, NaN, 2, 5]);
  });

  it('is the rate of change of technicalindicators', () => {
    const values = randomSeries(400, 3).close;
    const theirs = technicalIndicators.ROC.calculate({ period: 14, values: Array.from(values) });
    assertClose(percent(indicatorOf(new Change('rate', 14), values)).subarray(14), theirs, 1e-9);
  });

  it('equals the published ROC 20 and momentum 20 of SPY', function () {
    if (!hasPublishedVectors) return this.skip();
    const closes = stockIndicatorCloses();
    const published = stockIndicator('roc', 'roc');
    const length = published.findIndex(Number.isFinite);
    const ours = (as: 'rate' | 'difference') => indicatorOf(new Change(as, length), closes).subarray(length);
    assertClose(percent(ours('rate')), published.subarray(length), 1e-10);
    assertClose(ours('difference'), stockIndicator('roc', 'momentum').subarray(length), 1e-10);
  });
});
