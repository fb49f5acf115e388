import assert from 'node:assert/strict';
import { isoTime } from '../../../../src/lib/core/clock.ts';
import { parseInstrument } from '../../../../src/lib/core/instrument.ts';
import { DAY_MS, HOUR_MS, type Interval } from '../../../../src/lib/core/interval.ts';
import { parseCents } from '../../../../src/lib/core/money.ts';
import { AlpacaBars } from '../../../../src/lib/market/alpaca/alpaca-bars.ts';
import { timeframeOf } from '../../../../src/lib/market/alpaca/timeframes.ts';
import { SimulatedMarket } from '../../../../src/lib/market/simulated/simulated-market.ts';
import { VendorError } from '../../../../src/lib/market/vendor-bars.ts';
import { Sandbox } from '../../../../src/lib/sandbox/sandbox.ts';
import { serveSandbox } from '../../../../src/lib/sandbox/serve.ts';
import { barSourceContract } from '../../../contracts/bar-source.ts';
import { alpacaAt, alpacaDesk, CANARY_KEYS } from '../../../support/alpaca-desk.ts';
import { hiveError } from '../../../support/hive-error.ts';
import { HandClock } from '../../../support/quotes.ts';
import { SUNDAY_NOON } from '../../../support/sandbox.ts';
import { inTurn, says } from '../../../support/scripted-alpaca.ts';

const LONG_AFTER = Date.UTC(2026, 10, 1);

for (const [symbol, interval, stepMs] of [
  ['BTC-USD', '1h', HOUR_MS],
  ['BTC-USD', '1d', DAY_MS],
  ['AAPL', '1d', DAY_MS],
] as const) {
  barSourceContract(`Alpaca, played by the sandbox, with ${interval} of ${symbol}`, async () => {
    const market = new SimulatedMarket({ seed: 42 });
    const prices = { quotes: market, bars: market };
    const clock = new HandClock(SUNDAY_NOON);
    const cash = parseCents('10000');
    const sandbox = new Sandbox({ clock, prices, seed: 42, cash, requestsPerMinute: 10_000 });
    const served = await serveSandbox(sandbox, { port: 0 });
    after(() => served.close());
    const toMs = Math.floor(SUNDAY_NOON / DAY_MS) * DAY_MS - DAY_MS;
    return {
      source: new AlpacaBars({ alpaca: alpacaAt(served.url), dataUrl: served.url, stockFeed: 'iex' }),
      instrument: parseInstrument(symbol),
      ...{ interval, fromMs: toMs - 12 * stepMs, toMs },
    };
  });
}

const barAt = (t: string, changes: object = {}) => ({
  ...{ t, o: 100, h: 110, l: 90, c: 105, v: 12.5, n: 40, vw: 101 },
  ...changes,
});

interface Asking {
  readonly symbol?: string;
  readonly interval?: Interval;
  readonly from: string;
  readonly to: string;
  readonly asOf?: string;
}

describe('bars of Alpaca', () => {
  const desk = alpacaDesk();

  function fetch({ symbol = 'BTC-USD', interval = '1d', from, to, asOf }: Asking) {
    const { server, alpaca } = desk();
    return new AlpacaBars({ alpaca, dataUrl: server.url, stockFeed: 'iex' }).fetch({
      instrument: parseInstrument(symbol),
      interval,
      fromMs: Date.parse(from),
      toMs: Date.parse(to),
      asOfMs: asOf === undefined ? LONG_AFTER : Date.parse(asOf),
    });
  }
  const barsAre = (bars: object | null, next: string | null = null) => says({ bars, next_page_token: next });
  const MARCH = { from: '2026-03-01', to: '2026-03-11' };

  it('are asked for by the name of the coin, in order, with the end left out', async () => {
    const { server } = desk();
    server.react = barsAre({});
    const { request, series } = await fetch({ ...MARCH, interval: '1h' });
    const [asked] = server.heard;
    assert.equal(asked?.path, '/v1beta3/crypto/us/bars');
    assert.deepEqual(Object.fromEntries(asked.query), {
      ...{ symbols: 'BTC/USD', timeframe: '1Hour', limit: '10000', sort: 'asc' },
      ...{ start: '2026-03-01T00:00:00.000Z', end: '2026-03-10T23:59:59.999Z' },
    });
    assert.deepEqual([series.length, series.symbol], [0, 'BTC/USD']);
    assert.ok(request?.includes('BTC/USD') && !request.includes(CANARY_KEYS.keyId()));
  });

  it('of stocks are adjusted for splits, from the feed of the settings', async () => {
    const { server } = desk();
    server.react = barsAre({ AAPL: [barAt('2026-03-02T05:00:00Z')] });
    const { series } = await fetch({ ...MARCH, symbol: 'AAPL' });
    const [asked] = server.heard;
    assert.equal(asked?.path, '/v2/stocks/bars');
    assert.deepEqual([asked.query.get('adjustment'), asked.query.get('feed')], ['split', 'iex']);
    assert.deepEqual(Array.from(series.time, isoTime), ['2026-03-02T00:00:00.000Z']);
  });

  it('are all there when they take several pages', async () => {
    const { server } = desk();
    const pages = [1, 2, 3].map(day => [barAt(`2026-03-0${day}T00:00:00Z`)]);
    server.react = inTurn(
      barsAre({ 'BTC/USD': pages[0] }, 'token-1'),
      barsAre({ 'BTC/USD': pages[1] }, 'token-2'),
      barsAre({ 'BTC/USD': pages[2] }),
    );
    assert.equal((await fetch(MARCH)).series.length, 3);
    assert.deepEqual(
      server.heard.map(({ query }) => query.get('page_token')),
      [null, 'token-1', 'token-2'],
    );
  });

  it('go on after a page without a bar: only the missing token ends them', async () => {
    const { server } = desk();
    server.react = inTurn(barsAre(null, 'token-1'), barsAre({ 'BTC/USD': [barAt('2026-03-01T00:00:00Z')] }));
    assert.equal((await fetch(MARCH)).series.length, 1);
  });

  it('end with an error when the token of a page was there before', async () => {
    const { server } = desk();
    const page = { 'BTC/USD': [barAt('2026-03-01T00:00:00Z')] };
    server.react = inTurn(barsAre(page, 'a'), barsAre(page, 'b'), barsAre(page, 'a'));
    await assert.rejects(fetch(MARCH), error => error instanceof VendorError && error.code === 'BAD_ANSWER');
    assert.equal(server.heard.length, 3);
  });

  it('have days named by their date, wherever Alpaca begins them', async () => {
    const { server } = desk();
    const stamps = [
      '2026-03-01T06:00:00Z',
      '2026-03-02T05:00:00Z',
      '2026-03-03T04:00:00Z',
      '2026-03-04T00:00:00Z',
    ];
    server.react = barsAre({
      'BTC/USD': [...stamps, '2026-03-11T05:00:00Z', '2026-02-28T06:00:00Z'].map(t => barAt(t)),
    });
    const { series, dropped } = await fetch(MARCH);
    assert.deepEqual(
      Array.from(series.time, isoTime),
      stamps.map(stamp => `${stamp.slice(0, 10)}T00:00:00.000Z`),
    );
    assert.deepEqual(dropped, [{ reason: 'outside-range', rows: 2 }]);
    assert.equal(server.heard[0]?.query.get('end'), '2026-03-11T23:59:59.998Z');
  });

  it('are one for a day that two stamps name', async () => {
    const { server } = desk();
    server.react = barsAre({
      'BTC/USD': [barAt('2026-03-01T00:00:00Z'), barAt('2026-03-01T06:00:00Z', { c: 101 })],
    });
    const { series, dropped } = await fetch(MARCH);
    assert.deepEqual([Array.from(series.close), dropped], [[105], [{ reason: 'duplicate', rows: 1 }]]);
  });

  it('do not know the volume of a bar without a trade, which is made of quotes', async () => {
    const { server } = desk();
    server.react = barsAre({
      'BTC/USD': [
        barAt('2026-03-01T00:00:00Z', { n: 0, v: 0 }),
        barAt('2026-03-02T00:00:00Z', { v: null }),
        barAt('2026-03-03T00:00:00Z', { v: -1 }),
        barAt('2026-03-04T00:00:00Z', { n: undefined, v: 0 }),
        barAt('2026-03-05T00:00:00Z'),
      ],
    });
    const { series } = await fetch(MARCH);
    assert.deepEqual(Array.from(series.volume), [Number.NaN, Number.NaN, Number.NaN, 0, 12.5]);
  });

  it('leave out the bar that is still forming', async () => {
    const { server } = desk();
    server.react = barsAre({ 'BTC/USD': [barAt('2026-03-01T00:00:00Z'), barAt('2026-03-02T00:00:00Z')] });
    const { series, dropped } = await fetch({ ...MARCH, asOf: '2026-03-02T23:59:59.999Z' });
    assert.deepEqual([series.length, dropped], [1, [{ reason: 'forming-bar', rows: 1 }]]);
  });

  it('leave out a day of a coin that began at 06:00 until it is over at 06:00', async () => {
    const { server } = desk();
    server.react = barsAre({ 'BTC/USD': [barAt('2026-03-01T06:00:00Z'), barAt('2026-03-02T06:00:00Z')] });
    const length = async (asOf: string) => (await fetch({ ...MARCH, asOf })).series.length;
    assert.deepEqual([await length('2026-03-03T05:59:59Z'), await length('2026-03-03T06:00:00Z')], [1, 2]);
  });

  it('leave out rows without prices, and rows that cannot be', async () => {
    const { server } = desk();
    const none = { o: null, h: null, l: null, c: null };
    server.react = barsAre({
      'BTC/USD': [
        barAt('2026-03-01T00:00:00Z', none),
        barAt('2026-03-02T00:00:00Z', { c: null }),
        barAt('2026-03-03T00:00:00Z', { l: 0 }),
        barAt('2026-03-04T00:00:00Z', { h: 95 }),
        barAt('2026-03-05T00:00:00Z'),
      ],
      'ETH/USD': [barAt('2026-03-06T00:00:00Z')],
    });
    const { series, dropped } = await fetch(MARCH);
    assert.deepEqual(Array.from(series.time, isoTime), ['2026-03-05T00:00:00.000Z']);
    assert.deepEqual(
      dropped.map(({ reason }) => reason),
      ['empty-row', 'incomplete-row', 'bad-price', 'bad-range'],
    );
  });

  it('come in order, whatever the order of the answer', async () => {
    const { server } = desk();
    server.react = barsAre({ 'BTC/USD': ['3', '1', '2'].map(day => barAt(`2026-03-0${day}T00:00:00Z`)) });
    const { time } = (await fetch(MARCH)).series;
    assert.deepEqual(Array.from(time), Array.from(time).toSorted());
  });

  it('are not asked for when there can be none', async () => {
    const { server } = desk();
    const { series, request } = await fetch({ ...MARCH, asOf: '2026-03-01T12:00:00Z' });
    assert.deepEqual([series.length, request, server.heard.length], [0, null, 0]);
  });

  it('fail as a vendor does when the answer cannot be used', async () => {
    const { server } = desk();
    for (const [react, code] of [
      [says({ message: 'too many requests.' }, 429), 'RATE_LIMITED'],
      [says({ message: 'x' }, 500), 'BROKER_FAILED'],
      [says([]), 'BAD_ANSWER'],
      [says({ bars: { 'BTC/USD': [barAt('yesterday')] } }), 'BAD_ANSWER'],
      [says({ bars: { 'BTC/USD': [barAt('2026-03-01T00:00:00Z', { c: '105' })] } }), 'BAD_ANSWER'],
      [says({ message: 'invalid symbol: BTCUSD does not match ^[A-Z]+x?/[A-Z]+$' }, 400), 'BROKER_REFUSED'],
    ] as const) {
      server.react = react;
      // A new client each time: 429 ends the requests of the old one.
      const alpaca = alpacaAt(server.url);
      const source = new AlpacaBars({ alpaca, dataUrl: server.url, stockFeed: 'iex' });
      const range = { fromMs: Date.parse(MARCH.from), toMs: Date.parse(MARCH.to), asOfMs: LONG_AFTER };
      await assert.rejects(
        source.bars({ instrument: parseInstrument('BTC-USD'), interval: '1d', ...range }),
        error => error instanceof VendorError && error.code === code && error.kind === 'broker',
        code,
      );
    }
  });

  it('say that the keys are wrong when they are: no later run would change it', async () => {
    const { server } = desk();
    server.react = says({ message: 'forbidden.' }, 403);
    await assert.rejects(fetch(MARCH), hiveError('BAD_KEYS'));
  });
});

it('every interval has its word at Alpaca', () => {
  const words = (['1m', '5m', '15m', '1h', '4h', '1d'] as const).map(timeframeOf);
  assert.deepEqual(words, ['1Min', '5Min', '15Min', '1Hour', '4Hour', '1Day']);
});
