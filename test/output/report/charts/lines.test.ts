import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  drawdowns,
  equityLines,
  type MoneyPoint,
} from '../../../../src/output/report/charts/equity-lines.ts';
import { histogram } from '../../../../src/output/report/charts/histogram.ts';
import { rollingSharpe } from '../../../../src/output/report/charts/rolling-sharpe.ts';

const DAY = 86_400_000;

describe('equityLines', () => {
  it('has drawdowns below the highest equity so far', () => {
    // 120 is the peak from the second point on: 90 is a quarter below it, 60 a half.
    assert.deepEqual(
      drawdowns([
        [0, 100],
        [1, 120],
        [2, 90],
        [3, 60],
        [4, 120],
      ]),
      [0, 0, -0.25, -0.5, 0],
    );
  });

  it('takes the benchmark at or before each moment, and nothing before it begins', () => {
    const equity: MoneyPoint[] = [1, 2, 3, 4].map(i => [i * 1000, 100]);
    const benchmark: MoneyPoint[] = [
      [2_000, 7],
      [3_500, 8],
    ];
    assert.deepEqual(equityLines(equity, benchmark).benchmark, [null, 7, 7, 8]);
  });

  it('keeps the lowest and the highest point of a long run, its ends, and far fewer points', () => {
    const equity: MoneyPoint[] = Array.from({ length: 100_000 }, (_, i) => [i * 60_000, 1_000 + (i % 977)]);
    equity[61_803] = [61_803 * 60_000, 12];
    equity[31_415] = [31_415 * 60_000, 99_999];
    const { time, equity: dollars } = equityLines(equity, []);
    assert.ok(time.length <= 4_000);
    assert.deepEqual([Math.min(...dollars), Math.max(...dollars)], [12, 99_999]);
    assert.deepEqual([time[0], time.at(-1)], [0, 99_999 * 60]);
  });
});

describe('rollingSharpe', () => {
  it('is mean over sample deviation of the days of the window, by the year', () => {
    // Daily changes of +2 % and -1 % in turn, 365 days a year. Of any 90 of them 45 are of each kind: mean 0.005,
    // sample deviation 0.015 * sqrt(90 / 89), so 0.005 / 0.0150840 * sqrt(365.25) = 6.335.
    let dollars = 1_000;
    const equity: MoneyPoint[] = Array.from({ length: 200 }, (_, i) => {
      if (i > 0) dollars *= i % 2 === 1 ? 1.02 : 0.99;
      return [i * DAY, dollars];
    });
    const { time, value } = rollingSharpe(equity);
    assert.equal(time.length, 200);
    assert.ok(value.slice(0, 90).every(each => each === null));
    for (const each of value.slice(90)) assert.ok(Math.abs(each! - 6.335) < 0.002, `${each}`);
  });

  it('is undefined while equity stands still', () => {
    const flat: MoneyPoint[] = Array.from({ length: 120 }, (_, i) => [i * DAY, 1_000]);
    assert.ok(rollingSharpe(flat).value.every(each => each === null));
    assert.deepEqual(rollingSharpe([]), { time: [], value: [] });
  });
});

describe('histogram', () => {
  it('counts in bins of a round width with zero at an edge', () => {
    // From -0.062 to 0.158 in about 32 bins: 0.22 / 32 = 0.0069, the next round width is 0.01.
    const { from, width, counts } = histogram([-0.062, -0.061, -0.001, 0, 0.004, 0.158]);
    assert.equal(width, 0.01);
    assert.ok(Math.abs(from + 0.07) < 1e-12);
    assert.equal(counts.length, 23);
    assert.deepEqual([counts[0], counts[6], counts[7], counts[22]], [2, 1, 2, 1]);
  });

  it('loses no value and stays small, whatever the values', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1, max: 1e6, noNaN: true }), { maxLength: 200 }), values => {
        const { counts } = histogram(values);
        assert.equal(
          counts.reduce((sum, count) => sum + count, 0),
          values.length,
        );
        assert.ok(counts.length <= 60);
      }),
      { numRuns: 200 },
    );
  });
});
