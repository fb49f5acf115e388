import assert from 'node:assert/strict';
import fc from 'fast-check';
import { BAR_COLUMNS, type BarSeries, barAt } from '../../../../src/lib/core/bar-series.ts';
import { type Instrument, parseInstrument } from '../../../../src/lib/core/instrument.ts';
import {
  DAY_MS,
  HOUR_MS,
  type Interval,
  intervalMs,
  intervalNames,
} from '../../../../src/lib/core/interval.ts';
import { findGaps } from '../../../../src/lib/market/find-gaps.ts';
import { resample } from '../../../../src/lib/market/resample.ts';
import { session } from '../../../../src/lib/market/sessions.ts';
import { SimulatedMarket } from '../../../../src/lib/market/simulated/simulated-market.ts';
import { validateBars } from '../../../../src/lib/market/validate-bars.ts';
import { barSourceContract } from '../../../contracts/bar-source.ts';

const BTC = parseInstrument('BTC/USD');
const AAPL = parseInstrument('AAPL');
const EPOCH = Date.UTC(2012, 0, 1);
const MONDAY = Date.UTC(2026, 6, 6);
const FAR = Date.UTC(2100, 0, 1);

const fresh = (seed = 42) => new SimulatedMarket({ seed });
const columns = (series: BarSeries) => BAR_COLUMNS.map(name => Array.from(series[name]));

interface Ask {
  readonly instrument: Instrument;
  readonly interval: Interval;
  readonly fromMs: number;
  readonly toMs: number;
}

const ask = (market: SimulatedMarket, request: Ask) => market.bars({ ...request, asOfMs: FAR });

for (const interval of intervalNames) {
  barSourceContract(`the simulated market with ${interval} bars of a coin`, () => ({
    source: fresh(),
    instrument: BTC,
    interval,
    fromMs: MONDAY,
    toMs: MONDAY + 6 * intervalMs(interval),
  }));
}

for (const interval of ['1m', '1h', '1d'] as const) {
  barSourceContract(`the simulated market with ${interval} bars of a stock`, () => ({
    source: fresh(),
    instrument: AAPL,
    interval,
    fromMs: interval === '1m' ? session(MONDAY)!.closeMs - 5 * 60_000 : MONDAY,
    toMs: MONDAY + 7 * DAY_MS,
  }));
}

const instruments = fc
  .constantFrom('BTC/USD', 'ETH/USD', 'AAPL', 'SPY', 'ZZZ', 'DOGE/USD')
  .map(parseInstrument);
/** Days of three years that hold weekends, holidays, early closes and both clock changes. */
const days = fc.integer({ min: 0, max: 1095 }).map(offset => Date.UTC(2023, 0, 1) + offset * DAY_MS);

describe('SimulatedMarket', () => {
  it('gives two instances asked in a different order the same answers', async () => {
    const one = (instrument: Instrument, day: number, interval: Interval): Ask => ({
      instrument,
      interval,
      fromMs: day,
      toMs: day + DAY_MS,
    });
    const asks = fc.array(
      fc.tuple(instruments, days, fc.constantFrom(...intervalNames)).map(args => one(...args)),
      { minLength: 2, maxLength: 4 },
    );
    await fc.assert(
      fc.asyncProperty(asks, async requests => {
        const forwards = fresh();
        const backwards = fresh();
        const first: unknown[] = [];
        const second: unknown[] = [];
        for (const request of requests) first.push(columns(await ask(forwards, request)));
        for (const request of requests.toReversed()) {
          await backwards.quote(request.instrument, request.toMs - 12_345);
          second.unshift(columns(await ask(backwards, request)));
        }
        assert.deepEqual(first, second);
      }),
      { numRuns: 15 },
    );
  });

  it('has coarse bars that equal the aggregated one-minute bars to the last bit', async () => {
    const market = fresh();
    await fc.assert(
      fc.asyncProperty(instruments, days, async (instrument, day) => {
        const range = { instrument, fromMs: day, toMs: day + DAY_MS };
        const minutes = await ask(market, { ...range, interval: '1m' });
        for (const interval of intervalNames) {
          const bars = await ask(market, { ...range, interval });
          assert.deepEqual(columns(resample(minutes, interval)), columns(bars), interval);
        }
      }),
      { numRuns: 25 },
    );
  });

  it('has valid bars at whole cents without any gap', async () => {
    const market = fresh();
    await fc.assert(
      fc.asyncProperty(instruments, days, async (instrument, day) => {
        const bars = await ask(market, { instrument, interval: '5m', fromMs: day, toMs: day + 3 * DAY_MS });
        validateBars(bars, { origin: market.name });
        assert.deepEqual(findGaps(bars, instrument), []);
        for (const price of bars.close) assert.equal(price, Math.round(price * 100) / 100);
      }),
      { numRuns: 25 },
    );
  });

  it('has stock bars only in sessions and daily ones only on session days', async () => {
    const week = { instrument: AAPL, fromMs: Date.UTC(2026, 10, 23), toMs: Date.UTC(2026, 10, 30) };
    const daily = await ask(fresh(), { ...week, interval: '1d' });
    assert.deepEqual(
      Array.from(daily.time, time => new Date(time).getUTCDate()),
      [23, 24, 25, 27],
    );
    const minutes = await ask(fresh(), { ...week, interval: '1m' });
    // Three whole sessions of 390 minutes and the short one after Thanksgiving.
    assert.equal(minutes.length, 3 * 390 + 210);
    for (const time of minutes.time) {
      const hours = session(time);
      assert.ok(hours && time >= hours.openMs && time < hours.closeMs);
    }
  });

  it('begins in 2012 and knows nothing before', async () => {
    const before = {
      instrument: BTC,
      interval: '1d',
      fromMs: EPOCH - 9 * DAY_MS,
      toMs: EPOCH + DAY_MS,
    } as const;
    assert.deepEqual(Array.from((await ask(fresh(), before)).time), [EPOCH]);
    assert.equal(await fresh().quote(BTC, EPOCH - 1), null);
    // 2012-01-03 was the first session of that year.
    assert.equal(await fresh().quote(AAPL, Date.UTC(2012, 0, 3, 14, 30) - 1), null);
    assert.notEqual(await fresh().quote(AAPL, Date.UTC(2012, 0, 3, 14, 30)), null);
  });

  it('changes all prices with the seed', async () => {
    const month = { instrument: BTC, interval: '1d', fromMs: MONDAY, toMs: MONDAY + 30 * DAY_MS } as const;
    const [one, other] = [await ask(fresh(1), month), await ask(fresh(2), month)];
    for (let row = 0; row < one.length; row++) assert.notEqual(one.close[row], other.close[row]);
  });

  it('trades more at both ends of a stock session than in its middle', async () => {
    const year = {
      instrument: AAPL,
      interval: '1h',
      fromMs: Date.UTC(2025, 5, 1),
      toMs: Date.UTC(2025, 8, 1),
    } as const;
    const bars = await ask(fresh(), year);
    const total = (hour: number) =>
      Array.from(bars.volume).reduce(
        (sum, v, row) => sum + (bars.time[row]! % DAY_MS === hour * HOUR_MS ? v : 0),
        0,
      );
    assert.ok(total(14) > total(16) && total(19) > total(16));
  });
});

describe('the quote of the simulated market', () => {
  it('lies within the range of its minute, half the spread and a cent aside', async () => {
    const market = fresh();
    const moments = fc.integer({ min: 0, max: 40 * DAY_MS }).map(offset => MONDAY + offset);
    await fc.assert(
      fc.asyncProperty(moments, async atMs => {
        const minute = Math.floor(atMs / 60_000) * 60_000;
        const bars = await ask(market, { instrument: BTC, interval: '1m', fromMs: minute, toMs: minute + 1 });
        const quote = await market.quote(BTC, atMs);
        assert.ok(quote);
        const { high, low } = barAt(bars, 0);
        const middle = (quote.bid + quote.ask) / 2;
        assert.ok(quote.bid > 0 && quote.bid < quote.ask);
        assert.ok(middle >= low - 0.011 && middle <= high + 0.011, `${middle} in [${low}, ${high}]`);
        const spreadBps = (1e4 * (quote.ask - quote.bid)) / middle;
        assert.ok(spreadBps >= 8 - 1e-9 && spreadBps < 8.1, `${spreadBps} bps`);
        assert.equal(quote.timeMs, Math.floor(atMs / 1000) * 1000);
      }),
      { numRuns: 60 },
    );
  });

  it('is the open of the bar at the first second of a minute', async () => {
    const bars = await ask(fresh(), { instrument: AAPL, interval: '1d', fromMs: MONDAY, toMs: MONDAY + 1 });
    const quote = await fresh().quote(AAPL, session(MONDAY)!.openMs);
    assert.ok(quote && quote.bid <= bars.open[0]! && quote.ask >= bars.open[0]!);
  });

  it('is that of the last close, with its time, while the stock exchange is shut', async () => {
    const friday = Date.UTC(2026, 6, 10);
    const bars = await ask(fresh(), { instrument: AAPL, interval: '1d', fromMs: friday, toMs: friday + 1 });
    const sunday = await fresh().quote(AAPL, friday + 2 * DAY_MS);
    const monday = await fresh().quote(AAPL, session(friday + 3 * DAY_MS)!.openMs - 1);
    assert.deepEqual(sunday, monday);
    assert.equal(sunday?.timeMs, session(friday)?.closeMs);
    assert.ok(sunday && sunday.bid <= bars.close[0]! && sunday.ask >= bars.close[0]!);
  });

  it('takes the spread from the options, by class and by symbol', async () => {
    const market = new SimulatedMarket({
      seed: 1,
      spreadBps: { crypto: 50 },
      symbolSpreadBps: { 'ETH/USD': 100 },
    });
    const width = async (symbol: string) => {
      const quote = await market.quote(parseInstrument(symbol), MONDAY);
      assert.ok(quote);
      return Math.round((2e4 * (quote.ask - quote.bid)) / (quote.ask + quote.bid));
    };
    assert.equal(await width('BTC/USD'), 50);
    assert.equal(await width('ETH/USD'), 100);
  });
});
