import assert from 'node:assert/strict';
import technicalIndicators from 'technicalindicators';
import { smaRatio } from '../../../../src/lib/features/kernels/sma-ratio.ts';
import { assertClose } from '../../../support/approx.ts';
import {
  hasPublishedVectors,
  stockIndicator,
  stockIndicatorCloses,
} from '../../../support/indicator-vectors.ts';
import { randomWalk } from '../../../support/walks.ts';

describe('smaRatio', () => {
  it('times the close is the SMA of technicalindicators', () => {
    const walk = randomWalk(5, 300);
    const theirs = technicalIndicators.SMA.calculate({ period: 20, values: Array.from(walk.close) });
    const ratios = smaRatio(20).batch(walk);
    assertClose(ratios.map((ratio, at) => ratio * walk.close[at]!).subarray(19), theirs, 1e-9);
  });

  it('equals the published SMA 20 of SPY over its close', function () {
    if (!hasPublishedVectors) return this.skip();
    const close = stockIndicatorCloses();
    const published = stockIndicator('sma', 'sma');
    assert.equal(published.findIndex(Number.isFinite), 19);
    const ratios = smaRatio(20).batch({ close, volume: close });
    assertClose(ratios.subarray(19), published.map((sma, at) => sma / close[at]!).subarray(19), 1e-12);
  });

  it('does not drift: a spike that has left the window leaves no trace', () => {
    const quiet = randomWalk(9, 100);
    const spiked = { ...quiet, close: quiet.close.slice() };
    spiked.close[30] = 1e15;
    assert.deepEqual(smaRatio(20).batch(spiked).slice(50), smaRatio(20).batch(quiet).slice(50));
  });
});
