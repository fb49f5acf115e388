import assert from 'node:assert/strict';
import { countsOf, csv, type PlainBar, plainBars, read, readFixture } from '../../../support/bar-files.ts';
import { hiveError } from '../../../support/hive-error.ts';

/** Every crypto fixture tells of these four bars in its own way. */
const HOURS: PlainBar[] = [
  ['2024-03-01T00:00', 100, 110, 95, 105, 10],
  ['2024-03-01T01:00', 105, 120, 104, 118, 12.5],
  ['2024-03-01T02:00', 118, 119, 100, 101, 8],
  ['2024-03-01T03:00', 101, 103, 99, 102, 7],
];

/** Every stock fixture tells of these three sessions. */
const SESSIONS: PlainBar[] = [
  ['2024-03-04T00:00', 100, 110, 95, 105, 1000],
  ['2024-03-05T00:00', 105, 120, 104, 118, 1250],
  ['2024-03-06T00:00', 118, 119, 100, 101, 800],
];

describe('readBars on the exports of providers', () => {
  const hourly = [
    'cryptodatadownload.csv',
    'twelve-hour-clock.csv',
    'coinbase.csv',
    'coinbase-candles.json',
    'binance-klines.csv',
    'binance-klines.json',
    'objects.json',
  ];
  for (const name of hourly) {
    it(`reads ${name}`, () => {
      const result = readFixture(name, 'BTC-USD');
      assert.deepEqual(plainBars(result.series), HOURS);
      assert.equal(result.series.interval, '1h');
      assert.equal(result.series.symbol, 'BTC/USD');
    });
  }

  it('reads semicolons, decimal commas, a byte order mark, CRLF, an index column and dotted dates', () => {
    const result = readFixture('semicolon.csv', 'BTC-USD', {
      dateOrder: 'dmy',
      column: { time: 'Datum Zeit' },
    });
    assert.deepEqual(plainBars(result.series), HOURS);
    assert.deepEqual(result.report.assumptions, [
      'A comma marks decimals.',
      'Dates are read as day/month/year.',
      'Times without a zone are read as UTC.',
    ]);
  });

  it('reads the three header lines of yfinance', () => {
    assert.deepEqual(plainBars(readFixture('yfinance.csv', 'AAPL').series), SESSIONS);
  });

  it('refuses yfinance columns of two tickers, and reads the one that is asked for', () => {
    assert.throws(
      () => readFixture('yfinance-two-tickers.csv', 'AAPL'),
      hiveError('SEVERAL_SYMBOLS', /AAPL, MSFT/),
    );
    const where = { header: 'Ticker', value: 'AAPL' };
    assert.deepEqual(plainBars(readFixture('yfinance-two-tickers.csv', 'AAPL', { where }).series), SESSIONS);
    assert.throws(
      () => readFixture('yfinance-two-tickers.csv', 'KO', { where: { header: 'Ticker', value: 'KO' } }),
      hiveError('NO_ROWS', /no columns of KO/),
    );
  });

  it('refuses a long file of several symbols, and reads the one that is asked for', () => {
    assert.throws(
      () => readFixture('several-symbols.csv', 'AAPL'),
      hiveError('SEVERAL_SYMBOLS', /"Stock": AAPL, MSFT/),
    );
    const result = readFixture('several-symbols.csv', 'AAPL', { where: { header: 'Stock', value: 'AAPL' } });
    assert.deepEqual(plainBars(result.series), SESSIONS);
    assert.equal(result.report.rowsRead, 3);
  });

  it('refuses a file that says it is of another symbol', () => {
    assert.throws(
      () => readFixture('cryptodatadownload.csv', 'ETH-USD'),
      hiveError('SYMBOL_MISMATCH', /BTC\/USD/),
    );
    assert.throws(() => readFixture('yfinance.csv', 'MSFT'), hiveError('SYMBOL_MISMATCH', /AAPL/));
  });

  it('reads quoted thousands, the suffixes K and M and "Price" as the close', () => {
    assert.deepEqual(plainBars(readFixture('investing.csv', 'AAPL').series), [
      ['2024-03-11T00:00', 990, 1001, 985, 1000, 900_000],
      ['2024-03-12T00:00', 1000, 1010, 995, 1005, 1000],
      ['2024-03-13T00:00', 1005, 1020, 1004, 1018, 1250],
    ]);
  });

  it('reads dollar signs and "Close/Last"', () => {
    assert.deepEqual(
      plainBars(readFixture('nasdaq.csv', 'AAPL').series).map(bar => bar.slice(1)),
      SESSIONS.map(bar => bar.slice(1)),
    );
  });

  it('says that a misspelt header was read as another word', () => {
    assert.ok(
      readFixture('cryptodatadownload.csv', 'BTC-USD').report.assumptions.includes(
        'Column "Oymbol" is read as symbol.',
      ),
    );
  });

  it('reads tabs, blank lines and a trailing delimiter', () => {
    const text =
      'time\topen\thigh\tlow\tclose\tvolume\t\n\n2024-03-01\t1\t2\t1\t2\t5\t\n\n2024-03-02\t2\t3\t2\t3\t6\t\n';
    assert.deepEqual(plainBars(read(text).series), [
      ['2024-03-01T00:00', 1, 2, 1, 2, 5],
      ['2024-03-02T00:00', 2, 3, 2, 3, 6],
    ]);
  });

  it('takes columns from --column where the headers do not tell', () => {
    const text = csv(
      ['wann', 'auf', 'hoch', 'tief', 'zu', 'menge'],
      ['2024-03-01', 1, 2, 1, 2, 5],
      ['2024-03-02', 2, 3, 2, 3, 6],
    );
    assert.throws(() => read(text), hiveError('NO_OHLC'));
    const column = { time: 'wann', open: 'auf', high: 'hoch', low: 'tief', close: 'zu', volume: 'menge' };
    assert.deepEqual(plainBars(read(text, { column }).series)[1], ['2024-03-02T00:00', 2, 3, 2, 3, 6]);
    assert.throws(() => read(text, { column: { open: 'auff' } }), hiveError('NO_SUCH_COLUMN', /"auff"/));
  });

  it('keeps an absent volume unknown and says so', () => {
    const result = read(
      csv(['date', 'open', 'high', 'low', 'close'], ['2024-03-01', 1, 2, 1, 2], ['2024-03-02', 2, 3, 2, 3]),
    );
    assert.ok(Number.isNaN(result.series.volume[0]));
    assert.deepEqual(result.report.warnings, ['2 bars have no volume: stored as unknown.']);
  });

  it('refuses what holds no bars, in one sentence each', () => {
    assert.throws(() => readFixture('header-only.csv', 'AAPL'), hiveError('NO_ROWS', /a header but no rows/));
    assert.throws(
      () => readFixture('wide-closes.csv', 'AAPL'),
      hiveError('NO_OHLC', /cannot be made of closes/),
    );
    assert.throws(() => read('""'), hiveError('NO_TIMES'));
    assert.throws(() => read('{"a": {"b": 1}}'), hiveError('NO_ROWS', /no array of bars/));
    assert.throws(() => read('[[1709262000,99,103'), hiveError('JSON_BROKEN'));
    assert.throws(
      () => read('{"bars": {"A": [[1]], "B": [[2]]}}'),
      hiveError('SEVERAL_ARRAYS', /bars\.A, bars\.B/),
    );
    assert.throws(
      () => read(csv(['Date', 'Open', 'High', 'Close'], ['2024-03-01', 1, 2, 1])),
      hiveError('COLUMN_MISSING', /low/),
    );
  });
});

describe('readBars on columns and rows that are named', () => {
  const text = csv(['date', 'open', 'high', 'low', 'close', 'name'], ['2024-03-01', 1, 2, 1, 2, 'X']);

  it('refuses a filter on a column or value that the file does not have', () => {
    assert.throws(
      () => read(text, { where: { header: 'stok', value: 'X' } }),
      hiveError('NO_SUCH_COLUMN', /"stok"/),
    );
    assert.throws(
      () => read(text, { where: { header: 'name', value: 'Y' } }),
      hiveError('NO_ROWS', /no row with "Y" under "name"/),
    );
  });

  it('refuses two columns of one name', () => {
    const twice = csv(['date', 'open', 'high', 'low', 'close', 'close'], ['2024-03-01', 1, 2, 1, 2, 3]);
    assert.throws(() => read(twice), hiveError('COLUMN_TWICE', /"close"/));
  });
});

describe('readBars on files without a header', () => {
  const rows = (order: (bar: PlainBar) => readonly number[]) =>
    csv(...HOURS.map(bar => [`${bar[0]}:00Z`, ...order(bar), bar[5]]));

  it('tells open-high-low-close, Coinbase and Bitfinex order apart by the prices of all rows', () => {
    const orders: ((bar: PlainBar) => readonly number[])[] = [
      ([, open, high, low, close]) => [open, high, low, close],
      ([, open, high, low, close]) => [low, high, open, close],
      ([, open, high, low, close]) => [open, close, high, low],
    ];
    for (const order of orders) assert.deepEqual(plainBars(read(rows(order)).series), HOURS);
  });

  it('refuses prices that fit several orders until the order is said', () => {
    const flat = csv(['2024-03-01', 5, 5, 5, 5, 1], ['2024-03-02', 6, 6, 6, 6, 1]);
    assert.throws(() => read(flat), hiveError('COLUMN_ORDER_AMBIGUOUS', /more than one order/));
    const columns = ['time', 'open', 'high', 'low', 'close', 'volume'];
    assert.equal(read(flat, { columns }).series.length, 2);
  });

  it('refuses prices that fit no order, and a list of columns without a price', () => {
    const odd = csv(['2024-03-01', 5, 1, 9, 4, 1], ['2024-03-02', 1, 5, 9, 2, 1]);
    assert.throws(() => read(odd), hiveError('COLUMN_ORDER_AMBIGUOUS', /no known order/));
    assert.throws(
      () => read(odd, { columns: ['time', 'open'] }),
      hiveError('COLUMNS_INCOMPLETE', /high and low and close/),
    );
  });

  it('refuses arrays that hold no time', () => {
    assert.throws(
      () => read('[[1, 2, 3, 4, 5, 6], [2, 3, 4, 5, 6, 7]]'),
      hiveError('NO_TIMES', /No item starts with a time/),
    );
  });

  it('counts nothing as repaired in clean klines', () => {
    assert.deepEqual(countsOf(readFixture('binance-klines.csv', 'BTC-USD')), {});
  });
});
