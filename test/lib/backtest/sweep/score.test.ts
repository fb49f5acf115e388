import assert from 'node:assert/strict';
import { curveOf, dailyEquity, daysOf } from '../../../../src/lib/backtest/sweep/daily-curve.ts';
import { OBJECTIVES, scoreOf, scoresOf, sliceCurve } from '../../../../src/lib/backtest/sweep/score.ts';
import { DAY_MS, HOUR_MS } from '../../../../src/lib/core/interval.ts';

const curve = curveOf(Float64Array.of(110, 99, 108.9, 108.9), 100);
const close = (actual: number | null, expected: number) =>
  assert.ok(Math.abs(actual! / expected - 1) < 1e-12);

describe('the scores of a curve', () => {
  it('are those of its days', () => {
    // By hand: returns 0.1, -0.1, 0.1, 0: mean 0.025, sample deviation sqrt(0.0275 / 3), downside sqrt(0.01 / 4).
    const scores = scoresOf(curve, 252);
    close(scores.profit, 0.089);
    close(scores.maxDrawdown, 0.1);
    close(scores.sharpe, (0.025 / Math.sqrt(0.0275 / 3)) * Math.sqrt(252));
    close(scores.sortino, (0.025 * 252) / (0.05 * Math.sqrt(252)));
    close(scores.calmar, (1.089 ** (252 / 4) - 1) / 0.1);
  });

  it('on some days start from the close of the day before', () => {
    const part = sliceCurve(curve, { from: 1, to: 3 });
    assert.equal(part.start, 110);
    close(scoresOf(part, 252).profit, 108.9 / 110 - 1);
    assert.deepEqual(scoresOf(sliceCurve(curve, { from: 0, to: 4 }), 252), scoresOf(curve, 252));
  });

  it('are the same asked for one by one', () => {
    for (const objective of OBJECTIVES) {
      assert.equal(scoreOf(objective, curve, 365), scoresOf(curve, 365)[objective]);
    }
  });

  it('of a curve that never moves are undefined but for its profit', () => {
    const flat = scoresOf(curveOf(Float64Array.of(5, 5, 5), 5), 365);
    assert.deepEqual(flat, { profit: 0, sharpe: null, sortino: null, calmar: null, maxDrawdown: 0 });
  });
});

describe('the days of bars', () => {
  const times = Float64Array.of(0, HOUR_MS, 23 * HOUR_MS, 3 * DAY_MS + HOUR_MS, 4 * DAY_MS);

  it('are the UTC days that have one', () => {
    assert.deepEqual([...daysOf(times)], [0, 3 * DAY_MS, 4 * DAY_MS]);
  });

  it('end with the equity of their last bar', () => {
    assert.deepEqual([...dailyEquity({ time: times, equity: Float64Array.of(1, 2, 3, 4, 5) })], [3, 4, 5]);
  });
});
