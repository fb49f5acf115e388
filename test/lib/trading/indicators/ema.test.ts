import assert from 'node:assert/strict';
import technicalIndicators from 'technicalindicators';
import { Ema } from '../../../../src/lib/trading/indicators/ema.ts';
import { indicatorOf } from '../../../../src/lib/trading/indicators/indicator.ts';
import { indicatorContract } from '../../../contracts/indicator.ts';
import { assertClose } from '../../../support/approx.ts';
import {
  hasPublishedVectors,
  stockIndicator,
  stockIndicatorCloses,
} from '../../../support/indicator-vectors.ts';
import { randomSeries } from '../../../support/random-series.ts';

indicatorContract('Ema', () => new Ema(7));

describe('Ema', () => {
  it('starts at the mean and moves by 2 / (n + 1): 2 4 6 8 4 over three bars', () => {
    // Seed (2 + 4 + 6) / 3 = 4, then half way to 8 = 6, half way to 4 = 5.
    assert.deepEqual([...indicatorOf(new Ema(3), Float64Array.of(2, 4, 6, 8, 4))], [NaN, NaN, 4, 6, 5]);
  });

  it('equals technicalindicators', () => {
    const values = randomSeries(400, 3).close;
    const theirs = technicalIndicators.EMA.calculate({ period: 20, values: Array.from(values) });
    assertClose(indicatorOf(new Ema(20), values).subarray(19), theirs, 1e-9);
  });

  it('equals the published EMA 20 of SPY', function () {
    if (!hasPublishedVectors) return this.skip();
    const ours = indicatorOf(new Ema(20), stockIndicatorCloses());
    assertClose(ours.subarray(19), stockIndicator('ema', 'ema').subarray(19), 1e-10);
  });
});
