import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Bar } from '../../../src/lib/core/bar.ts';
import { BAR_COLUMNS, type BarSeries, barAt, seriesFromBars } from '../../../src/lib/core/bar-series.ts';
import { HiveError } from '../../../src/lib/core/errors.ts';
import { resample } from '../../../src/lib/market/resample.ts';

const START = Date.UTC(2026, 0, 5);
const MINUTE = 60_000;

const flat = (minute: number, price: number, volume = 1): Bar => ({
  timeMs: START + minute * MINUTE,
  open: price,
  high: price + 1,
  low: price - 1,
  close: price + 0.5,
  volume,
});

const columns = (series: BarSeries) => BAR_COLUMNS.map(name => Array.from(series[name]));

/** Minute bars with holes; volumes in quarters, so that their sums are exact in any order. */
const minuteSeries = fc
  .uniqueArray(fc.integer({ min: 0, max: 1500 }), { maxLength: 200 })
  .map(minutes => minutes.sort((a, b) => a - b))
  .chain(minutes =>
    fc
      .array(fc.tuple(fc.integer({ min: 100, max: 9999 }), fc.integer({ min: 0, max: 4000 })), {
        minLength: minutes.length,
        maxLength: minutes.length,
      })
      .map(values => minutes.map((minute, row) => flat(minute, values[row]![0], values[row]![1] / 4))),
  )
  .map(bars => seriesFromBars('BTC/USD', '1m', bars));

describe('resample', () => {
  it('takes first open, highest high, lowest low, last close and summed volume', () => {
    const series = seriesFromBars('AAPL', '1m', [
      flat(0, 10, 5),
      flat(1, 14, 6),
      flat(4, 8, 7),
      flat(5, 11, 8),
    ]);
    const five = resample(series, '5m');
    assert.equal(five.length, 2);
    assert.deepEqual(barAt(five, 0), { timeMs: START, open: 10, high: 15, low: 7, close: 8.5, volume: 18 });
    assert.deepEqual(barAt(five, 1), { ...flat(5, 11, 8) });
    assert.equal(five.interval, '5m');
  });

  it('puts groups on UTC boundaries even when the first minutes are missing', () => {
    const hourly = resample(seriesFromBars('AAPL', '1m', [flat(90, 10)]), '1h');
    assert.equal(hourly.time[0], START + 60 * MINUTE);
  });

  it('leaves out a group that has not ended at asOfMs', () => {
    const series = seriesFromBars('AAPL', '1m', [flat(0, 10), flat(5, 11)]);
    assert.equal(resample(series, '5m', START + 10 * MINUTE - 1).length, 1);
    assert.equal(resample(series, '5m', START + 10 * MINUTE).length, 2);
  });

  it('keeps an unknown volume unknown in the sum', () => {
    const series = seriesFromBars('AAPL', '1m', [flat(0, 10, 3), flat(1, 10, Number.NaN), flat(5, 10, 2)]);
    assert.deepEqual(Array.from(resample(series, '5m').volume), [Number.NaN, 2]);
  });

  it('returns equal bars for the same interval', () => {
    const series = seriesFromBars('AAPL', '1m', [flat(0, 10), flat(3, 11)]);
    assert.deepEqual(columns(resample(series, '1m')), columns(series));
  });

  it('refuses a finer interval', () => {
    const daily = seriesFromBars('AAPL', '1d', [flat(0, 10)]);
    assert.throws(
      () => resample(daily, '1h'),
      (error: unknown) =>
        error instanceof HiveError && error.code === 'FINER_INTERVAL' && error.kind === 'usage',
    );
  });

  it('gives the same bars in two steps as in one', () => {
    fc.assert(
      fc.property(minuteSeries, series => {
        const direct = resample(series, '4h');
        assert.deepEqual(columns(resample(resample(series, '1h'), '4h')), columns(direct));
        assert.deepEqual(columns(resample(resample(series, '15m'), '4h')), columns(direct));
      }),
      { numRuns: 60 },
    );
  });
});
