import assert from 'node:assert/strict';
import { seriesNotes } from '../../../src/lib/app/data-notes.ts';
import { seriesFromBars } from '../../../src/lib/core/bar-series.ts';

/** Daily bars of a stock: date, open, close. */
const daily = (...rows: readonly (readonly [string, number, number])[]) =>
  seriesFromBars(
    'AAPL',
    '1d',
    rows.map(([date, open, close]) => ({
      timeMs: Date.parse(date),
      open,
      high: Math.max(open, close),
      low: Math.min(open, close),
      close,
      volume: 1,
    })),
  );

describe('seriesNotes', () => {
  // Apple split its shares seven for one on 2014-06-09; closes as traded were 645.57 and 93.70.
  it('suspects the 7:1 split of 2014-06-09 in prices as traded', () => {
    const series = daily(
      ['2014-06-05', 646.2, 647.35],
      ['2014-06-06', 649.9, 645.57],
      ['2014-06-09', 92.7, 93.7],
    );
    assert.deepEqual(seriesNotes(series, 'stock'), [
      'possible split 7:1 at 2014-06-09: prices are not adjusted',
    ]);
  });

  it('suspects a merger of shares one for ten', () => {
    const series = daily(['2024-03-04', 5, 5], ['2024-03-05', 50.2, 49.9]);
    assert.deepEqual(seriesNotes(series, 'stock'), [
      'possible split 1:10 at 2024-03-05: prices are not adjusted',
    ]);
  });

  it('does not take a crash within the day for a split', () => {
    assert.deepEqual(seriesNotes(daily(['2024-03-04', 100, 100], ['2024-03-05', 99, 50]), 'stock'), []);
  });

  it('tells bars of days when the exchange was shut, and sessions that are absent', () => {
    // 2024-03-09 was a Saturday, 2024-03-12 an ordinary Tuesday.
    const series = daily(
      ['2024-03-08', 10, 10],
      ['2024-03-09', 10, 10],
      ['2024-03-11', 10, 10],
      ['2024-03-13', 10, 10],
    );
    assert.deepEqual(seriesNotes(series, 'stock'), [
      '1 bar absent in 1 gap, the first at 2024-03-12T00:00:00.000Z',
      '1 bar on days when the New York exchange was shut, the first on 2024-03-09',
    ]);
  });
});
