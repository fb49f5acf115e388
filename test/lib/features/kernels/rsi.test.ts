import assert from 'node:assert/strict';
import technicalIndicators from 'technicalindicators';
import { rsi } from '../../../../src/lib/features/kernels/rsi.ts';
import { assertClose } from '../../../support/approx.ts';
import {
  hasPublishedVectors,
  stockIndicator,
  stockIndicatorCloses,
} from '../../../support/indicator-vectors.ts';
import { randomWalk, seriesOfCloses } from '../../../support/walks.ts';

describe('rsi', () => {
  it('is within the two decimals of technicalindicators', () => {
    const walk = randomWalk(7, 400);
    const theirs = technicalIndicators.RSI.calculate({ period: 14, values: Array.from(walk.close) });
    const ours = rsi(14)
      .batch(walk)
      .subarray(14)
      .map(value => 100 * value);
    assertClose(ours, theirs, 0.005 + 1e-9);
  });

  it('equals the published RSI 14 of SPY', function () {
    if (!hasPublishedVectors) return this.skip();
    const close = stockIndicatorCloses();
    const values = rsi(14).batch({ close, volume: close });
    const published = stockIndicator('rsi', 'rsi');
    assert.equal(published.findIndex(Number.isFinite), 14);
    assertClose(
      values.subarray(14),
      published.subarray(14).map(value => value / 100),
      1e-12,
    );
  });

  it('has no value while nothing has moved, is 1 after gains only and 0 after losses only', () => {
    const flat = new Array(20).fill(50);
    assert.ok(rsi(14).batch(seriesOfCloses(flat)).every(Number.isNaN));
    const up = Array.from({ length: 20 }, (_, day) => 50 + day);
    assert.equal(rsi(14).batch(seriesOfCloses(up)).at(-1), 1);
    assert.equal(rsi(14).batch(seriesOfCloses(up.toReversed())).at(-1), 0);
  });

  it('forgets where a series begins: 300 bars on, two starts agree to 1e-8', () => {
    const walk = randomWalk(3, 400);
    const whole = rsi(14).batch(walk).at(-1)!;
    const late = rsi(14)
      .batch({ close: walk.close.slice(100), volume: walk.volume.slice(100) })
      .at(-1)!;
    assertClose([late], [whole], 1e-8);
  });
});
