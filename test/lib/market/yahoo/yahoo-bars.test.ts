import assert from 'node:assert/strict';
import { isoTime } from '../../../../src/lib/core/clock.ts';
import { parseInstrument } from '../../../../src/lib/core/instrument.ts';
import { DAY_MS, HOUR_MS } from '../../../../src/lib/core/interval.ts';
import { yahooSymbol } from '../../../../src/lib/market/yahoo/yahoo-symbol.ts';
import { barSourceContract } from '../../../contracts/bar-source.ts';
import { type ChartRow, chartBody, fakeYahoo, inPeriod } from '../../../support/fake-yahoo.ts';
import { hiveError } from '../../../support/hive-error.ts';
import { seconds, yahooDesk, yahooSource } from '../../../support/yahoo-desk.ts';

const NEW_YORK = { timeZone: 'America/New_York' };
const times = (series: { time: Float64Array }) => Array.from(series.time, isoTime);

/** Ten daily rows of a stock whose exchange opens at `open` UTC. */
const sessions = (open: string): ChartRow[] =>
  Array.from({ length: 10 }, (_, day) => ({ at: seconds(`2024-03-${String(day + 10)}T${open}:00Z`) }));

for (const [symbol, rows, shape] of [
  ['BTC-USD', sessions('00:00'), {}],
  ['AAPL', sessions('13:30'), NEW_YORK],
] as const) {
  barSourceContract(`Yahoo with days of ${symbol}`, async () => {
    const yahoo = await fakeYahoo(asked => ({ body: chartBody(inPeriod(rows, asked), shape) }));
    after(() => yahoo.close());
    return {
      source: yahooSource(yahoo),
      instrument: parseInstrument(symbol),
      interval: '1d',
      fromMs: Date.UTC(2024, 2, 10),
      toMs: Date.UTC(2024, 2, 20),
    };
  });
}

barSourceContract('Yahoo with hours of AAPL', async () => {
  const rows = Array.from({ length: 13 }, (_, half) => ({
    at: seconds('2024-03-15T13:30:00Z') + half * 1800,
  }));
  const yahoo = await fakeYahoo(asked => ({ body: chartBody(inPeriod(rows, asked), NEW_YORK) }));
  after(() => yahoo.close());
  return {
    source: yahooSource(yahoo),
    instrument: parseInstrument('AAPL'),
    interval: '1h',
    fromMs: Date.UTC(2024, 2, 15),
    toMs: Date.UTC(2024, 2, 16),
  };
});

describe('YahooBars', () => {
  const desk = yahooDesk();

  it('names instruments as Yahoo does', () => {
    const names = ['BTC/USD', 'ethusdt', 'AAPL', 'BRK.B', 'AZN.L'];
    assert.deepEqual(
      names.map(name => yahooSymbol(parseInstrument(name))),
      ['BTC-USD', 'ETH-USD', 'AAPL', 'BRK-B', 'AZN.L'],
    );
  });

  it("names a stock's day by its date in New York, in winter and in summer", async () => {
    const [winter, summer] = [seconds('2024-03-08T14:30:00Z'), seconds('2024-03-11T13:30:00Z')];
    desk().yahoo.answer = () => ({ body: chartBody([{ at: winter }, { at: summer }], NEW_YORK) });
    const { series } = await desk().ask({ symbol: 'AAPL', from: '2024-03-08', to: '2024-03-12' });
    assert.deepEqual(times(series), ['2024-03-08T00:00:00.000Z', '2024-03-11T00:00:00.000Z']);
  });

  it('names it by its date in Sydney, where the session opens on the day before in UTC', async () => {
    const rows = [{ at: seconds('2024-03-10T23:00:00Z') }];
    desk().yahoo.answer = asked => ({
      body: chartBody(inPeriod(rows, asked), { timeZone: 'Australia/Sydney' }),
    });
    const { series } = await desk().ask({ symbol: 'BHP.AX', from: '2024-03-11', to: '2024-03-12' });
    assert.deepEqual(times(series), ['2024-03-11T00:00:00.000Z']);
  });

  it('counts coins, not dollars, and shares as they are', async () => {
    desk().yahoo.answer = () => ({
      body: chartBody([{ at: seconds('2024-03-11'), volume: 1050 }], NEW_YORK),
    });
    const day = { from: '2024-03-11', to: '2024-03-12' };
    assert.equal((await desk().ask(day)).series.volume[0], 10);
    assert.equal((await desk().ask({ ...day, symbol: 'AAPL', from: '2024-03-10' })).series.volume[0], 1050);
  });

  it('takes a volume of zero within a day as unknown, and over a day as zero', async () => {
    desk().yahoo.answer = () => ({ body: chartBody([{ at: seconds('2024-03-11'), volume: 0 }]) });
    const range = { from: '2024-03-11', to: '2024-03-12', asOf: '2024-03-12' };
    assert.ok(Number.isNaN((await desk().ask({ ...range, interval: '1h' })).series.volume[0]));
    assert.equal((await desk().ask(range)).series.volume[0], 0);
  });

  it('keeps the close after dividends beside the close as traded', async () => {
    desk().yahoo.answer = () => ({ body: chartBody([{ at: seconds('2024-03-11'), adjusted: 99 }]) });
    const { series, rawClose, adjustedClose } = await desk().ask({ from: '2024-03-11', to: '2024-03-12' });
    assert.deepEqual([series.close[0], rawClose[0], adjustedClose[0]], [105, 105, 99]);
  });

  it('tells the splits of the range', async () => {
    const split = {
      date: seconds('2024-06-10T13:30:00Z'),
      numerator: 10,
      denominator: 1,
      splitRatio: '10:1',
    };
    const shape = { ...NEW_YORK, splits: { [split.date]: split } };
    desk().yahoo.answer = () => ({ body: chartBody([{ at: split.date }], shape) });
    const { splits } = await desk().ask({ symbol: 'NVDA', from: '2024-06-10', to: '2024-06-11' });
    assert.deepEqual(splits, [{ timeMs: split.date * 1000, numerator: 10, denominator: 1 }]);
  });

  it('makes hours of a stock of half hours, since its hours open at half past', async () => {
    const at = seconds('2024-03-15T13:30:00Z');
    const rows = [
      { at, open: 99 },
      { at: at + 1800, high: 120 },
      { at: at + 3600, close: 101 },
    ];
    desk().yahoo.answer = () => ({ body: chartBody(rows, NEW_YORK) });
    const { series } = await desk().ask({
      ...{ symbol: 'AAPL', interval: '1h' },
      from: '2024-03-15',
      to: '2024-03-16',
      asOf: '2024-03-16',
    });
    assert.equal(desk().yahoo.asked[0]!.interval, '30m');
    assert.deepEqual(times(series), ['2024-03-15T13:00:00.000Z', '2024-03-15T14:00:00.000Z']);
    assert.deepEqual([series.open[0], series.high[1], series.close[1]], [99, 120, 101]);
  });

  it('names the intervals that Yahoo has when it is asked for another', async () => {
    await assert.rejects(
      desk().ask({ interval: '4h', from: '2024-03-01', to: '2024-03-02' }),
      hiveError('INTERVAL_NOT_SOLD', /4h/),
    );
    assert.equal(desk().yahoo.asked.length, 0);
  });

  it('asks for nothing when no bar of the range can have closed', async () => {
    await desk().ask({ from: '2024-03-01', to: '2024-03-02', asOf: '2024-03-01T23:59:59.999Z' });
    assert.equal(desk().yahoo.asked.length, 0);
  });

  it('asks for minutes a week at a time, for thirty days back and no further', async () => {
    const asOf = '2024-03-31';
    const { notes } = await desk().ask({ interval: '1m', from: '2024-01-01', to: asOf, asOf });
    const { asked } = desk().yahoo;
    assert.equal(asked.length, 5);
    assert.ok(asked.every(({ period1, period2 }) => (period2 - period1) * 1000 < 7 * DAY_MS));
    assert.ok(asked.every(({ period1 }, at) => at === 0 || period1 === asked[at - 1]!.period2 + 1));
    assert.equal(asked[0]!.period1 * 1000, Date.parse(asOf) - 30 * DAY_MS + HOUR_MS);
    assert.match(notes.join(), /^Yahoo keeps bars of 1m of BTC\/USD from 2024-03-01T01:00:00.000Z on/);
  });

  for (const [interval, days] of [
    ['2m', 60],
    ['30m', 60],
    ['1h', 730],
  ] as const) {
    it(`asks for bars of ${interval} at most ${days} days back`, async () => {
      const asOf = '2024-03-31';
      await desk().ask({ interval, from: '2020-01-01', to: asOf, asOf });
      const [asked] = desk().yahoo.asked;
      assert.equal(asked!.period1 * 1000, Date.parse(asOf) - days * DAY_MS + HOUR_MS);
    });
  }
});
