import assert from 'node:assert/strict';
import fc from 'fast-check';
import { sliceSeries } from '../../../src/lib/core/bar-series.ts';
import { REGIME_NAMES, regimeMeasures, regimes } from '../../../src/lib/features/regime.ts';
import { assertClose } from '../../support/approx.ts';
import { randomSeries } from '../../support/random-series.ts';
import { seriesOfCloses } from '../../support/walks.ts';

const namesOf = (codes: Uint8Array) => Array.from(codes, code => REGIME_NAMES[code]);

/** The definitions, written down once more without any state. */
function measuresAt(closes: readonly number[], bar: number): { v: number; z: number } {
  const logs = closes.slice(0, bar + 1).map(Math.log);
  const sd = (last: number) => {
    let [sum, mass] = [0, 0];
    for (let i = last; i >= 1; i--) {
      const weight = 0.94 ** (last - i);
      sum += weight * (logs[i]! - logs[i - 1]!) ** 2;
      mass += weight;
    }
    return Math.sqrt(sum / mass);
  };
  const ema = (n: number) => {
    const seed = logs.slice(0, n).reduce((sum, log) => sum + log, 0) / n;
    return logs.slice(n).reduce((value, log) => value + (2 / (n + 1)) * (log - value), seed);
  };
  const sds = Array.from({ length: Math.min(250, bar) }, (_, ago) => sd(bar - ago)).sort((a, b) => a - b);
  const middle = sds.length >> 1;
  const median = sds.length % 2 === 1 ? sds[middle]! : (sds[middle - 1]! + sds[middle]!) / 2;
  return { v: sd(bar) / median, z: (ema(20) - ema(60)) / (sd(bar) * Math.sqrt(20)) };
}

describe('regimeMeasures', () => {
  it('are those of a steady rise, by hand', () => {
    // Log closes rise by g: s = g, so v = 1. An average of n, seeded at the middle of its first n, stays (n - 1) / 2
    // bars behind: z = (59 - 19) / 2 g / (g √20) = √20.
    const { volatility, trend } = regimeMeasures(
      seriesOfCloses(Array.from({ length: 100 }, (_, i) => 1.01 ** i)),
    );
    assert.equal(trend.findIndex(Number.isFinite), 59);
    assertClose(volatility.subarray(1), new Array(99).fill(1), 1e-9);
    assertClose(trend.subarray(59), new Array(41).fill(Math.sqrt(20)), 1e-9);
  });

  it('are those of one jump in a market that only wavers, by hand', () => {
    // 400 moves of ±1 %, then one of e^0.1: s² = .94 × .0001 + .06 × .01 = .000694, the median stays .01.
    const closes = Array.from({ length: 401 }, (_, i) => (i % 2 === 0 ? 1 : Math.exp(0.01)));
    const { volatility } = regimeMeasures(seriesOfCloses([...closes, Math.exp(0.1)]));
    assertClose([volatility.at(-1)!], [Math.sqrt(6.94)], 1e-6);
  });

  it('equal their definitions at any bar', () => {
    const series = randomSeries(420, 6);
    const closes = Array.from(series.close);
    const { volatility, trend } = regimeMeasures(series);
    for (const bar of [59, 60, 61, 130, 249, 250, 251, 300, 419]) {
      const { v, z } = measuresAt(closes, bar);
      assertClose([volatility[bar]!, trend[bar]!], [v, z], 1e-9);
    }
  });
});

describe('regimes', () => {
  it('are unknown for the first 60 bars', () => {
    const names = namesOf(regimes(randomSeries(200, 1)));
    assert.ok(names.slice(0, 60).every(name => name === 'unknown'));
    assert.ok(names.slice(60).every(name => name !== 'unknown'));
    assert.equal(regimes(randomSeries(10, 1)).length, 10);
  });

  it('name all four quadrants', () => {
    assert.deepEqual([...new Set(namesOf(regimes(randomSeries(5000, 1))))].sort(), [...REGIME_NAMES].sort());
  });

  it('change only beyond the thresholds, not between them', () => {
    const series = randomSeries(5000, 2);
    const { volatility, trend } = regimeMeasures(series);
    const names = namesOf(regimes(series));
    for (let bar = 61; bar < series.length; bar++) {
      const [before, now] = [names[bar - 1]!, names[bar]!];
      const [v, z] = [volatility[bar]!, trend[bar]!];
      assert.equal(now.startsWith('wild'), before.startsWith('wild') ? v >= 1.05 : v > 1.25);
      assert.equal(now.endsWith('up'), before.endsWith('up') ? z >= 0.1 : z > 0.5);
    }
  });

  it('stay calm and without a trend in a market that stands still, at any price', () => {
    for (const price of [7, 0.1, 1 / 3, 61_234.56]) {
      const names = namesOf(regimes(seriesOfCloses(new Array(400).fill(price))));
      assert.ok(names.slice(60).every(name => name === 'calm down'));
    }
  });

  it('lose their trend when a market comes to a halt for good', () => {
    const closes = Array.from({ length: 3000 }, (_, i) => 1.01 ** Math.min(i, 100));
    assert.equal(namesOf(regimes(seriesOfCloses(closes)))[100], 'calm up');
    assert.equal(namesOf(regimes(seriesOfCloses(closes))).at(-1), 'calm down');
  });

  it('do not change when the future is cut off', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 0, max: 400 }), (seed, end) => {
        const series = randomSeries(400, seed);
        assert.deepEqual(regimes(sliceSeries(series, 0, end)), regimes(series).slice(0, end));
      }),
      { numRuns: 60 },
    );
  });
});
