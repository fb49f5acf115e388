import assert from 'node:assert/strict';
import fc from 'fast-check';
import technicalIndicators from 'technicalindicators';
import { Macd } from '../../../../src/lib/trading/indicators/macd.ts';
import { assertClose } from '../../../support/approx.ts';
import {
  hasPublishedVectors,
  stockIndicator,
  stockIndicatorCloses,
} from '../../../support/indicator-vectors.ts';
import { randomSeries } from '../../../support/random-series.ts';

function linesOf(values: Float64Array, cut = values.length) {
  const indicator = new Macd({ fast: 12, slow: 26, signal: 9 });
  const lines = { macd: new Float64Array(values.length), signal: new Float64Array(values.length) };
  for (const [from, to] of [
    [0, cut],
    [cut, values.length],
  ]) {
    const part = { macd: lines.macd.subarray(from, to), signal: lines.signal.subarray(from, to) };
    indicator.advance(values.subarray(from, to), part);
  }
  return lines;
}

describe('Macd', () => {
  it('has its first signal at slow + signal - 2', () => {
    const { macd, signal } = linesOf(randomSeries(60, 1).close);
    assert.equal(macd.findIndex(Number.isFinite), 25);
    assert.equal(signal.findIndex(Number.isFinite), 33);
    assert.equal(new Macd({ fast: 12, slow: 26, signal: 9 }).firstIndex, 33);
  });

  it('gives the same lines wherever its input is cut', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 0, max: 120 }), (seed, cut) => {
        const { close } = randomSeries(120, seed);
        assert.deepEqual(linesOf(close, cut), linesOf(close));
      }),
      { numRuns: 100 },
    );
  });

  it('equals technicalindicators', () => {
    const values = randomSeries(400, 3).close;
    const { macd, signal } = linesOf(values);
    const theirs = technicalIndicators.MACD.calculate({
      values: Array.from(values),
      fastPeriod: 12,
      slowPeriod: 26,
      signalPeriod: 9,
      SimpleMAOscillator: false,
      SimpleMASignal: false,
    });
    assertClose(
      macd.subarray(25),
      theirs.map(line => line.MACD!),
      1e-9,
    );
    assertClose(
      signal.subarray(33),
      theirs.slice(8).map(line => line.signal!),
      1e-9,
    );
  });

  it('equals the published MACD of SPY', function () {
    if (!hasPublishedVectors) return this.skip();
    const { macd, signal } = linesOf(stockIndicatorCloses());
    assertClose(macd.subarray(25), stockIndicator('macd', 'macd').subarray(25), 1e-10);
    assertClose(signal.subarray(33), stockIndicator('macd', 'signal').subarray(33), 1e-10);
  });
});
