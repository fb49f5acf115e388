import assert from 'node:assert/strict';
import technicalIndicators from 'technicalindicators';
import { ruleTrack } from '../../../../../src/lib/trading/strategies/make-track.ts';
import { macd } from '../../../../../src/lib/trading/strategies/rules/macd.ts';
import { ruleContract } from '../../../../contracts/rule-strategy.ts';
import { randomSeries } from '../../../../support/random-series.ts';
import { seriesOfCloses } from '../../../../support/walks.ts';

ruleContract({ strategy: macd, params: { fast: 2, slow: 4, signal: 3 } });

describe('macd', () => {
  it('acts at crosses only: averages over one and three bars, signal over one and two, by hand', () => {
    // EMA(1) is the close; EMA(3) moves half way: 4 (mean of 2 4 6), 6, 9, 6, 8 at closes 6 8 12 3 10.
    // macd 2, 2, 3, -3, 2; signal of two bars moves by ⅔: 2 (mean of 2 2), 2⅔, -1 1/9, 26/27.
    // macd - signal: 0 (no sign), + (the first), -, +.
    const track = ruleTrack(macd, { fast: 1, slow: 3, signal: 2 }, seriesOfCloses([2, 4, 6, 8, 12, 3, 10]));
    assert.deepEqual([...track.codes], [0, 0, 0, 0, 0, -1, 1]);
    assert.deepEqual([track.tagOf(5), track.tagOf(6)], ['macd cross down', 'macd cross up']);
  });

  it('finds the crosses of the lines of technicalindicators', () => {
    const series = randomSeries(600, 9);
    const lines = technicalIndicators.MACD.calculate({
      values: Array.from(series.close),
      fastPeriod: 12,
      slowPeriod: 26,
      signalPeriod: 9,
      SimpleMAOscillator: false,
      SimpleMASignal: false,
    });
    const signs = lines.slice(8).map(line => Math.sign(line.MACD! - line.signal!));
    const wanted = signs.map((sign, i) => (i > 0 && sign !== signs[i - 1] ? sign : 0));
    const { codes } = ruleTrack(macd, { fast: 12, slow: 26, signal: 9 }, series);
    assert.deepEqual([...codes.subarray(33)], wanted);
  });

  it('says nothing while prices stand still at a price that doubles cannot hold', () => {
    const { codes } = ruleTrack(
      macd,
      { fast: 12, slow: 26, signal: 9 },
      seriesOfCloses(new Array(500).fill(0.1)),
    );
    assert.ok(codes.every(code => code === 0));
  });

  it('wants the fast average to be the faster one', () => {
    assert.equal(macd.check?.({ fast: 26, slow: 26, signal: 9 }), 'fast (26) must be below slow (26)');
  });
});
