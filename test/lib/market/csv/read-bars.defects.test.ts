import assert from 'node:assert/strict';
import { countsOf, csv, plainBars, read, readFixture } from '../../../support/bar-files.ts';
import { hiveError } from '../../../support/hive-error.ts';

const HEADER = ['time', 'open', 'high', 'low', 'close', 'volume'];
const START = Date.UTC(2024, 0, 1);
const DAY = 86_400_000;

type Row = readonly (string | number)[];

/** `count` good daily rows in epoch milliseconds. */
const goodRows = (count: number): Row[] =>
  Array.from({ length: count }, (_, day) => [START + day * DAY, 10 + day, 12 + day, 9 + day, 11 + day, 100]);

/** 200 good rows of which some are replaced, so that one bad row stays below one percent. */
function withRows(changes: Readonly<Record<number, Row>>): string {
  const rows = goodRows(200).map((row, index) => changes[index] ?? row);
  return csv(HEADER, ...rows);
}

describe('readBars on real defects', () => {
  it('drops empty rows and says where the first was', () => {
    const result = readFixture('yahoo.csv', 'AAPL');
    assert.equal(result.series.length, 3);
    assert.deepEqual(result.report.dropped, [
      { kind: 'empty-row', count: 1, firstLine: 4, example: '2024-03-06,null,null,null,null,null,null' },
    ]);
  });

  it('sets swapped volumes right where the price shows it', () => {
    const result = readFixture('cryptodatadownload.csv', 'BTC-USD');
    assert.deepEqual(result.report.repairs, [
      { kind: 'swapped-volumes', count: 2, firstLine: 4, example: 'coins 880, dollars 8' },
    ]);
  });

  it('drops a last line that was cut off', () => {
    const result = readFixture('cut-off.csv', 'BTC-USD');
    assert.equal(result.series.length, 3);
    assert.deepEqual(countsOf(result), { 'cut-off-line': 1 });
  });

  it('drops the last row of a daily crypto export of Yahoo and turns dollars into coins', () => {
    const result = readFixture('yahoo-crypto.csv', 'BTC-USD');
    assert.deepEqual(countsOf(result), { 'volume-from-dollars': 4, 'yahoo-last-row': 1 });
    assert.deepEqual([...result.series.volume], [10, 12.5, 8]);
    assert.equal(readFixture('yahoo-crypto.csv', 'BTC-USD', { keepLast: true }).series.length, 4);
    const base = readFixture('yahoo-crypto.csv', 'BTC-USD', { volumeUnit: 'base' });
    assert.deepEqual([...base.series.volume], [1050, 1475, 808]);
  });

  it('believes --downloaded-at more than the habit of Yahoo', () => {
    const downloadedAtMs = Date.UTC(2024, 2, 3, 12);
    const result = readFixture('yahoo-crypto.csv', 'BTC-USD', { downloadedAtMs });
    assert.deepEqual(countsOf(result)['forming-bar'], 2);
    const whole = readFixture('yahoo-crypto.csv', 'BTC-USD', { downloadedAtMs: Date.UTC(2024, 2, 5) });
    assert.equal(whole.series.length, 4);
  });

  it('drops bars that close after now unless told to keep them', () => {
    const nowMs = START + 9.5 * DAY;
    const result = read(csv(HEADER, ...goodRows(10)), { nowMs });
    assert.equal(result.series.length, 9);
    assert.deepEqual(countsOf(result), { 'forming-bar': 1 });
    assert.equal(read(csv(HEADER, ...goodRows(10)), { nowMs, keepForming: true }).series.length, 10);
  });

  it('drops a live row that is stamped with the moment of the download', () => {
    const live: Row = [START + 200 * DAY + 123_000, 10, 12, 9, 11, 100];
    const result = read(csv(HEADER, ...goodRows(200), live));
    assert.deepEqual(countsOf(result), { 'forming-bar': 1 });
  });

  it('refuses a file whose bars count from another moment', () => {
    const rows = goodRows(5).map(row => [Number(row[0]) + 5 * 3_600_000, ...row.slice(1)]);
    assert.throws(() => read(csv(HEADER, ...rows)), hiveError('OFF_GRID', /2024-01-01T05:00/));
  });

  it('widens a high or low that is off by rounding', () => {
    const result = read(withRows({ 3: [START + 3 * DAY, 13, 14, 12, 14.000001, 100] }));
    assert.deepEqual(countsOf(result), { 'widened-range': 1 });
    assert.equal(result.series.high[3], 14.000001);
  });

  it('drops single rows with impossible ranges, prices or volumes', () => {
    const range = read(withRows({ 3: [START + 3 * DAY, 13, 13.5, 12, 14, 100] }));
    assert.deepEqual(range.report.dropped, [
      { kind: 'bad-range', count: 1, firstLine: 5, example: 'open 13, high 13.5, low 12, close 14' },
    ]);
    assert.deepEqual(countsOf(read(withRows({ 3: [START + 3 * DAY, 13, 14, 0, 14, 100] }))), {
      'bad-price': 1,
    });
    assert.deepEqual(countsOf(read(withRows({ 3: [START + 3 * DAY, 13, 14, 12, 14, -1] }))), {
      'bad-volume': 1,
    });
    assert.deepEqual(countsOf(read(withRows({ 3: [START + 3 * DAY, 13, 14, 'x', 14, 1] }))), {
      'incomplete-row': 1,
    });
    assert.deepEqual(countsOf(read(withRows({ 3: ['soon', 13, 14, 12, 14, 1] }))), { 'unreadable-time': 1 });
    assert.deepEqual(countsOf(read(withRows({ 3: [START, 13] }))), { 'malformed-line': 1 });
  });

  it('refuses more than one percent of bad rows, naming the first line', () => {
    const bad: Row = [START, 13, 14, 0, 14, 100];
    const text = withRows({ 10: bad, 20: bad, 30: bad });
    assert.throws(() => read(text), hiveError('TOO_MANY_BAD_ROWS', /3 of 200 rows.*line 12 \(bad-price/));
    assert.equal(read(text, { maxBadShare: 0.05 }).series.length, 197);
  });

  it('drops equal rows of one time and refuses unequal ones until told which to keep', () => {
    const rows = goodRows(5);
    const again = read(csv(HEADER, ...rows, rows[2]!));
    assert.deepEqual(countsOf(again), { sorted: 1, duplicate: 1 });
    const other: Row = [...rows[2]!.slice(0, 4), 12.5, 100];
    const text = csv(HEADER, ...rows, other);
    assert.throws(() => read(text), hiveError('CONFLICTING_ROWS', /Lines 4 and 7 .*close 13 and 12.5/));
    const traded = csv(HEADER, ...rows, [...rows[2]!.slice(0, 5), 7]);
    assert.throws(() => read(traded), hiveError('CONFLICTING_ROWS', /differ \(volume 100 and 7\)/));
    assert.equal(read(text, { onConflict: 'first' }).series.close[2], 13);
    assert.equal(read(text, { onConflict: 'last' }).series.close[2], 12.5);
  });

  it('counts rows out of order and takes newest first for an order', () => {
    const rows = goodRows(6);
    assert.deepEqual(countsOf(read(csv(HEADER, ...rows.toReversed()))), {});
    const strayed = [rows[0]!, rows[2]!, rows[1]!, ...rows.slice(3)];
    assert.deepEqual(countsOf(read(csv(HEADER, ...strayed))), { sorted: 1 });
  });

  it('uses prices as traded unless told to adjust them', () => {
    const raw = readFixture('yahoo.csv', 'AAPL');
    assert.equal(raw.series.close[0], 105);
    assert.ok(raw.report.assumptions.some(sentence => /--adjusted/.test(sentence)));
    const adjusted = readFixture('yahoo.csv', 'AAPL', { adjusted: true });
    assert.deepEqual(plainBars(adjusted.series)[0], ['2024-03-04T00:00', 50, 55, 47.5, 52.5, 1000]);
    assert.deepEqual(countsOf(adjusted), { 'adjusted-prices': 2, 'empty-row': 1 });
    assert.throws(
      () => readFixture('nasdaq.csv', 'AAPL', { adjusted: true }),
      hiveError('NO_ADJUSTED_CLOSE'),
    );
  });

  it('drops a row without an adjusted close when prices are adjusted', () => {
    const rows = goodRows(200).map((row, index) => [...row, index === 7 ? '' : row[4]!]);
    const text = csv([...HEADER, 'Adj Close'], ...rows);
    assert.deepEqual(countsOf(read(text, { adjusted: true, keepLast: true, volumeUnit: 'base' })), {
      'incomplete-row': 1,
    });
  });

  it('makes coins of dollars where only dollars are told', () => {
    const text = csv(
      ['time', 'open', 'high', 'low', 'close', 'Volume USD'],
      [START, 1, 2, 1, 2, 10],
      [START + DAY, 2, 4, 2, 4, 10],
    );
    assert.deepEqual([...read(text).series.volume], [5, 2.5]);
  });

  it('leaves volumes alone where both readings fit, near a price of one', () => {
    const text = csv(
      ['time', 'open', 'high', 'low', 'close', 'Volume XRP', 'Volume USD'],
      [START, 1, 1.1, 0.9, 1.05, 100, 104],
      [START + DAY, 1, 1.1, 0.9, 0.95, 104, 100],
    );
    assert.deepEqual(countsOf(read(text, { instrument: { symbol: 'XRP/USD', assetClass: 'crypto' } })), {});
  });
});
