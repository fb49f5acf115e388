import assert from 'node:assert/strict';
import technicalIndicators from 'technicalindicators';
import { ruleTrack } from '../../../../../src/lib/trading/strategies/make-track.ts';
import { bollinger } from '../../../../../src/lib/trading/strategies/rules/bollinger.ts';
import { ruleContract } from '../../../../contracts/rule-strategy.ts';
import { randomSeries } from '../../../../support/random-series.ts';
import { seriesOfCloses } from '../../../../support/walks.ts';

ruleContract({ strategy: bollinger, params: { length: 5, width: 1, exit: 'upper' } });

describe('bollinger', () => {
  const series = seriesOfCloses([10, 12, 8, 10, 13, 13, 13]);
  const track = (exit: string) => ruleTrack(bollinger, { length: 3, width: 1, exit }, series);

  it('buys below the lower band and sells at the middle or above it, by hand', () => {
    // Three bars: 10 ± 1.63 at 8 (below), 10 ± 1.63 at 10 (at the middle), 10⅓ ± 2.05 at 13, 12 ± 1.41 at 13, and
    // bands of no width at the last bar.
    assert.deepEqual([...track('middle').codes], [0, 0, 1, -1, -1, -1, 0]);
    assert.deepEqual(
      [track('middle').tagOf(2), track('middle').tagOf(3)],
      ['below lower band', 'at middle band'],
    );
  });

  it('or sells at the upper band only', () => {
    assert.deepEqual([...track('upper').codes], [0, 0, 1, 0, -1, 0, 0]);
    assert.equal(track('upper').tagOf(4), 'at upper band');
  });

  it('acts at the bands of technicalindicators', () => {
    const walk = randomSeries(600, 9);
    const values = Array.from(walk.close);
    const bands = technicalIndicators.BollingerBands.calculate({ period: 20, stdDev: 2, values });
    const { codes } = ruleTrack(bollinger, { length: 20, width: 2, exit: 'middle' }, walk);
    const wanted = bands.map(({ lower, middle }, i) => {
      const close = values[19 + i]!;
      return close < lower ? 1 : close >= middle ? -1 : 0;
    });
    assert.deepEqual([...codes.subarray(19)], wanted);
  });
});
