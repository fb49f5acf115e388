import assert from 'node:assert/strict';
import technicalIndicators from 'technicalindicators';
import { type BarSeries, seriesFromBars } from '../../../../../src/lib/core/bar-series.ts';
import { DAY_MS } from '../../../../../src/lib/core/interval.ts';
import { ruleTrack } from '../../../../../src/lib/trading/strategies/make-track.ts';
import { breakout } from '../../../../../src/lib/trading/strategies/rules/breakout.ts';
import { ruleContract } from '../../../../contracts/rule-strategy.ts';
import { randomSeries } from '../../../../support/random-series.ts';

ruleContract({ strategy: breakout, params: { entry: 4, exit: 2 } });

/** Daily bars from [high, low, close]. */
const barsOf = (rows: readonly (readonly [number, number, number])[]): BarSeries =>
  seriesFromBars(
    'BTC/USD',
    '1d',
    rows.map(([high, low, close], day) => ({
      timeMs: day * DAY_MS,
      open: close,
      high,
      low,
      close,
      volume: 1,
    })),
  );

describe('breakout', () => {
  it('compares closes with the highs and lows of the bars before, by hand', () => {
    const series = barsOf([
      [11, 9, 10],
      [12, 8, 10],
      [13, 10, 12], // at the high of two, 12: not above it
      [15, 12, 14], // above 13
      [14, 11, 11.5], // below 12, the low of the one bar before
      [14, 11, 12],
      [16, 9, 10.5], // below 11
    ]);
    const track = ruleTrack(breakout, { entry: 2, exit: 1 }, series);
    assert.deepEqual([...track.codes], [0, 0, 0, 1, -1, 0, -1]);
    assert.deepEqual([track.tagOf(3), track.tagOf(4)], ['above high of 2', 'below low of 1']);
  });

  it('acts at the channels of technicalindicators', () => {
    const series = randomSeries(600, 9);
    const highs = technicalIndicators.Highest.calculate({ period: 20, values: Array.from(series.high) });
    const lows = technicalIndicators.Lowest.calculate({ period: 10, values: Array.from(series.low) });
    const { codes } = ruleTrack(breakout, { entry: 20, exit: 10 }, series);
    const wanted = Array.from(series.close.subarray(20), (close, i) =>
      close > highs[i]! ? 1 : close < lows[10 + i]! ? -1 : 0,
    );
    assert.deepEqual([...codes.subarray(20)], wanted);
  });
});
