import assert from 'node:assert/strict';
import type { ReadOptions } from '../../../../src/lib/market/csv/read-options.ts';
import { csv, read, readOptions } from '../../../support/bar-files.ts';
import { hiveError } from '../../../support/hive-error.ts';

const HEADER = ['date', 'open', 'high', 'low', 'close', 'volume'];
const STOCK = readOptions('AAPL');

/** Open times of the bars that come of rows with these time cells. */
function timesOf(cells: readonly string[], more: Partial<ReadOptions> = {}): string[] {
  const { series } = read(csv(HEADER, ...cells.map((cell, index) => [cell, 1, 2, 1, 2, index])), more);
  return Array.from(series.time, time => new Date(time).toISOString().slice(0, 16));
}

describe('readBars on dates and clocks', () => {
  it('decides day and month by a number above 12', () => {
    assert.deepEqual(timesOf(['12/01/2024', '13/01/2024']), ['2024-01-12T00:00', '2024-01-13T00:00']);
    assert.deepEqual(timesOf(['01/12/2024', '01/13/2024']), ['2024-01-12T00:00', '2024-01-13T00:00']);
  });

  it('decides day and month by equal steps when no number is above 12', () => {
    assert.deepEqual(timesOf(['1/2/2024', '2/2/2024', '3/2/2024']), [
      '2024-02-01T00:00',
      '2024-02-02T00:00',
      '2024-02-03T00:00',
    ]);
  });

  it('refuses dates that stay ambiguous, until the order is said', () => {
    const dates = ['1/2/2024', '2/2/2024', '5/2/2024'];
    assert.throws(() => timesOf(dates), hiveError('DATE_ORDER_AMBIGUOUS', /Line 2: "1\/2\/2024"/));
    assert.deepEqual(timesOf(dates, { dateOrder: 'dmy' }).at(-1), '2024-02-05T00:00');
  });

  it('refuses a file with both orders in it', () => {
    assert.throws(
      () => timesOf(['13/1/2024', '1/14/2024']),
      hiveError('DATE_ORDER_MIXED', /Line 2 .*line 3/),
    );
  });

  it('reads compact dates, named months and two-digit years', () => {
    assert.deepEqual(timesOf(['20240101', '20240102']), ['2024-01-01T00:00', '2024-01-02T00:00']);
    assert.deepEqual(timesOf(['"Jan 01, 2024"', '"Jan 02, 2024"']), ['2024-01-01T00:00', '2024-01-02T00:00']);
    assert.deepEqual(timesOf(['30-Jan-2024', '31-Jan-2024']), ['2024-01-30T00:00', '2024-01-31T00:00']);
    assert.deepEqual(timesOf(['01/30/24', '01/31/24']), ['2024-01-30T00:00', '2024-01-31T00:00']);
  });

  it('reads offsets and twelve-hour clocks', () => {
    assert.deepEqual(timesOf(['2024-01-01T02:00:00+02:00', '2024-01-01T03:00:00+02:00']), [
      '2024-01-01T00:00',
      '2024-01-01T01:00',
    ]);
    assert.deepEqual(timesOf(['2024-01-01 12-PM', '2024-01-01 01-PM']), [
      '2024-01-01T12:00',
      '2024-01-01T13:00',
    ]);
  });

  it('refuses a stock clock without a zone', () => {
    const clock = ['2024-03-08 10:00', '2024-03-08 11:00'];
    assert.throws(() => timesOf(clock, STOCK), hiveError('TIMEZONE_NEEDED', /"2024-03-08 10:00"/));
  });

  // The United States moved their clocks on 2024-03-10 and 2024-11-03 (15 U.S.C. 260a).
  it('applies daylight saving of a zone', () => {
    const more = { ...STOCK, timezone: 'America/New_York' };
    assert.deepEqual(
      timesOf(['2024-03-08 10:00', '2024-03-08 11:00', '2024-03-08 12:00', '2024-03-11 10:00'], more),
      ['2024-03-08T15:00', '2024-03-08T16:00', '2024-03-08T17:00', '2024-03-11T14:00'],
    );
    assert.throws(
      () => timesOf(['2024-03-08 10:00', '2024-03-08 11:00'], { ...STOCK, timezone: 'Mars' }),
      hiveError('UNKNOWN_TIMEZONE', /"Mars"/),
    );
  });

  it('labels daily stock bars by the date at the exchange', () => {
    const expected = ['2024-03-07T00:00', '2024-03-08T00:00', '2024-03-11T00:00', '2024-03-12T00:00'];
    // Opens of the exchange, as the chart service of Yahoo stamps them.
    const opens = [
      '2024-03-07T14:30:00Z',
      '2024-03-08T14:30:00Z',
      '2024-03-11T13:30:00Z',
      '2024-03-12T13:30:00Z',
    ];
    assert.deepEqual(timesOf(opens, STOCK), expected);
    // pandas writes midnight with the offset of the day.
    const midnights = [
      '2024-03-07 00:00:00-05:00',
      '2024-03-08 00:00:00-05:00',
      '2024-03-11 00:00:00-04:00',
      '2024-03-12 00:00:00-04:00',
    ];
    assert.deepEqual(timesOf(midnights, STOCK), expected);
    const closes = ['3/7/2024 16:00:00', '3/8/2024 16:00:00', '3/11/2024 16:00:00', '3/12/2024 16:00:00'];
    assert.deepEqual(timesOf(closes, { ...STOCK, dateOrder: 'mdy' }), expected);
  });

  it('moves times that mark the end of their bar', () => {
    assert.deepEqual(timesOf(['2024-01-01T01:00Z', '2024-01-01T02:00Z'], { labels: 'end' }), [
      '2024-01-01T00:00',
      '2024-01-01T01:00',
    ]);
  });

  it('infers the interval, and refuses another one by name', () => {
    const hours = ['2024-01-01T00:00Z', '2024-01-01T01:00Z', '2024-01-01T05:00Z', '2024-01-01T06:00Z'];
    assert.equal(timesOf(hours, { interval: '1h' }).length, 4);
    assert.throws(
      () => timesOf(hours, { interval: '1d' }),
      hiveError('INTERVAL_MISMATCH', /1h apart, not 1d/),
    );
    assert.throws(
      () => timesOf(hours, { interval: '5m' }),
      hiveError('INTERVAL_MISMATCH', /1h apart, not 5m/),
    );
  });

  it('refuses steps that are no interval, and a single row without one', () => {
    assert.throws(
      () => timesOf(['2024-01-01', '2024-01-08', '2024-01-15']),
      hiveError('UNKNOWN_STEP', /7 days/),
    );
    assert.throws(() => timesOf(['2024-01-01']), hiveError('INTERVAL_UNKNOWN'));
    assert.equal(timesOf(['2024-01-01'], { interval: '1d' }).length, 1);
  });
});
