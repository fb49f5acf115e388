import assert from 'node:assert/strict';
import { type BarSeries, seriesFromBars } from '../../../src/lib/core/bar-series.ts';
import type { Interval } from '../../../src/lib/core/interval.ts';
import { findGaps } from '../../../src/lib/market/find-gaps.ts';

const at = (time: string) => Date.parse(time.length === 10 ? `${time}T00:00:00Z` : `${time}:00Z`);

function seriesAt(interval: Interval, times: readonly string[]): BarSeries {
  const prices = { open: 1, high: 1, low: 1, close: 1, volume: 1 };
  return seriesFromBars(
    'X',
    interval,
    times.map(time => ({ timeMs: at(time), ...prices })),
  );
}

describe('findGaps', () => {
  it('finds nothing in a series without bars or with one', () => {
    assert.deepEqual(findGaps(seriesAt('1d', []), { assetClass: 'crypto' }), []);
    assert.deepEqual(findGaps(seriesAt('1d', ['2026-01-05']), { assetClass: 'stock' }), []);
  });

  it('counts every absent bar of a coin', () => {
    const series = seriesAt('1h', [
      '2026-01-03T00:00',
      '2026-01-03T01:00',
      '2026-01-03T05:00',
      '2026-01-03T06:00',
    ]);
    assert.deepEqual(findGaps(series, { assetClass: 'crypto' }), [
      { fromMs: at('2026-01-03T02:00'), toMs: at('2026-01-03T05:00'), missing: 3 },
    ]);
  });

  it('takes weekends and holidays for no gap in daily stock bars', () => {
    // Thanksgiving 2026 is on the 26th; the 27th closes early but is a session.
    const series = seriesAt('1d', [
      '2026-11-20',
      '2026-11-23',
      '2026-11-24',
      '2026-11-25',
      '2026-11-27',
      '2026-11-30',
    ]);
    assert.deepEqual(findGaps(series, { assetClass: 'stock' }), []);
  });

  it('finds absent sessions of a stock across a weekend as one range', () => {
    const series = seriesAt('1d', ['2026-11-19', '2026-11-25']);
    assert.deepEqual(findGaps(series, { assetClass: 'stock' }), [
      { fromMs: at('2026-11-20'), toMs: at('2026-11-25'), missing: 3 },
    ]);
  });

  it('takes the night for no gap in minute bars of a stock', () => {
    const series = seriesAt('1m', ['2026-11-18T20:59', '2026-11-19T14:30']);
    assert.deepEqual(findGaps(series, { assetClass: 'stock' }), []);
  });

  it('finds the last minutes of one session and the first of the next', () => {
    const series = seriesAt('1m', ['2026-11-18T20:57', '2026-11-19T14:33']);
    assert.deepEqual(findGaps(series, { assetClass: 'stock' }), [
      { fromMs: at('2026-11-18T20:58'), toMs: at('2026-11-19T14:33'), missing: 5 },
    ]);
  });

  it('expects the cut first hour of a session', () => {
    const series = seriesAt('1h', ['2026-11-18T20:00', '2026-11-19T15:00']);
    assert.deepEqual(findGaps(series, { assetClass: 'stock' }), [
      { fromMs: at('2026-11-19T14:00'), toMs: at('2026-11-19T15:00'), missing: 1 },
    ]);
  });
});
