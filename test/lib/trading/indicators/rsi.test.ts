import assert from 'node:assert/strict';
import technicalIndicators from 'technicalindicators';
import { indicatorOf } from '../../../../src/lib/trading/indicators/indicator.ts';
import { Rsi } from '../../../../src/lib/trading/indicators/rsi.ts';
import { indicatorContract } from '../../../contracts/indicator.ts';
import { assertClose } from '../../../support/approx.ts';
import {
  hasPublishedVectors,
  stockIndicator,
  stockIndicatorCloses,
} from '../../../support/indicator-vectors.ts';
import { randomSeries } from '../../../support/random-series.ts';

indicatorContract('Rsi', () => new Rsi(14));

describe('Rsi', () => {
  it('is the share of gains after Wilder: 10 11 13 12 14 over two bars', () => {
    // Seed gains (1 + 2) / 2 = 1.5, losses 0: 100. Then gains .75, losses .5: 60. Then 1.375 and .25: 84.615…
    const values = indicatorOf(new Rsi(2), Float64Array.of(10, 11, 13, 12, 14));
    assert.deepEqual([...values.subarray(0, 4)], [NaN, NaN, 100, 60]);
    assertClose(values.subarray(4), [(100 * 1.375) / 1.625], 1e-12);
  });

  it('has no value while nothing has moved', () => {
    assert.ok(indicatorOf(new Rsi(14), new Float64Array(40).fill(3)).every(Number.isNaN));
  });

  it('is within the two decimals of technicalindicators', () => {
    const values = randomSeries(400, 3).close;
    const theirs = technicalIndicators.RSI.calculate({ period: 14, values: Array.from(values) });
    assertClose(indicatorOf(new Rsi(14), values).subarray(14), theirs, 0.005 + 1e-9);
  });

  it('equals the published RSI 14 of SPY', function () {
    if (!hasPublishedVectors) return this.skip();
    const ours = indicatorOf(new Rsi(14), stockIndicatorCloses());
    assertClose(ours.subarray(14), stockIndicator('rsi', 'rsi').subarray(14), 1e-10);
  });
});
