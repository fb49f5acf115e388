import assert from 'node:assert/strict';
import { DAY_MS, HOUR_MS } from '../../../src/lib/core/interval.ts';
import { SimulatedMarket } from '../../../src/lib/market/simulated/simulated-market.ts';
import { type Json, SUNDAY_NOON, sandboxDesk } from '../../support/sandbox.ts';

const market = new SimulatedMarket({ seed: 42 });
const BARS = '/v1beta3/crypto/us/bars?symbols=BTC/USD';

/** A desk on the simulated market instead of quotes set by hand. */
function marketDesk() {
  const desk = sandboxDesk({ prices: { quotes: market, bars: market }, requestsPerMinute: 10_000 });
  const bars = async (query: string, symbol = 'BTC/USD') => {
    const { status, json } = await desk.send(`GET ${query}`);
    assert.equal(status, 200, JSON.stringify(json));
    return (json.bars as Record<string, Json[]>)[symbol] ?? [];
  };
  return { ...desk, bars };
}

/** Every page of a list, rows by symbol. */
async function allPages(desk: ReturnType<typeof marketDesk>, query: string, kind: string) {
  const rows: Record<string, Json[]> = {};
  for (let token = ''; ; ) {
    const { json } = await desk.send(`GET ${query}${token && `&page_token=${encodeURIComponent(token)}`}`);
    for (const [symbol, page] of Object.entries(json[kind] as Record<string, Json[]>)) {
      rows[symbol] = [...(rows[symbol] ?? []), ...page];
    }
    if (json.next_page_token === null) return rows;
    token = String(json.next_page_token);
  }
}

const iso = (timeMs: number) => new Date(timeMs).toISOString();

describe('the data of the sandbox', () => {
  it('is the simulated market, bar for bar', async () => {
    const fromMs = SUNDAY_NOON - 5 * HOUR_MS;
    const [first] = await marketDesk().bars(`${BARS}&timeframe=1Hour&start=${iso(fromMs)}`);
    const instrument = { symbol: 'BTC/USD', assetClass: 'crypto' } as const;
    const series = await market.bars({
      instrument,
      interval: '1h',
      fromMs,
      toMs: SUNDAY_NOON,
      asOfMs: SUNDAY_NOON,
    });
    assert.deepEqual(
      [first?.t, first?.o, first?.h, first?.l, first?.c, first?.v],
      [
        '2026-11-22T07:00:00Z',
        series.open[0],
        series.high[0],
        series.low[0],
        series.close[0],
        series.volume[0],
      ],
    );
  });

  it("tells today's bar while it forms, of what has happened so far", async () => {
    const { bars, clock } = marketDesk();
    const today = async () => (await bars(`${BARS}&timeframe=1Day&start=2026-11-21`)).at(-1);
    const noon = await today();
    assert.equal(noon?.t, '2026-11-22T00:00:00Z');
    clock.advance(6 * HOUR_MS);
    const evening = await today();
    assert.equal(evening?.o, noon?.o);
    assert.ok(Number(evening?.v) > Number(noon?.v));
    clock.advance(6 * HOUR_MS);
    const [whole] = await bars(`${BARS}&timeframe=1Day&start=2026-11-22&end=2026-11-22`);
    assert.equal(whole?.o, noon?.o);
    assert.ok(Number(whole?.v) > Number(evening?.v));
  });

  it('includes both ends of what is asked for', async () => {
    const rows = await marketDesk().bars(
      `${BARS}&timeframe=1Hour&start=2026-11-22T08:00:00Z&end=2026-11-22T10:00:00Z`,
    );
    assert.deepEqual(
      rows.map(({ t }) => String(t).slice(11, 13)),
      ['08', '09', '10'],
    );
  });

  it('stamps the days of stocks with the midnight of New York', async () => {
    const { bars } = marketDesk();
    const query = '/v2/stocks/bars?symbols=AAPL&timeframe=1Day';
    const winter = await bars(`${query}&start=2026-11-19&end=2026-11-21`, 'AAPL');
    assert.deepEqual(
      winter.map(({ t }) => t),
      ['2026-11-19T05:00:00Z', '2026-11-20T05:00:00Z'],
    );
    const summer = await bars(`${query}&start=2026-07-01&end=2026-07-02`, 'AAPL');
    assert.deepEqual(
      summer.map(({ t }) => t),
      ['2026-07-01T04:00:00Z'],
    );
  });

  it('comes in pages that together are the whole, nights of stocks included', async () => {
    const desk = marketDesk();
    for (const [path, kind] of [
      [
        `/v1beta3/crypto/us/bars?symbols=ETH/USD,BTC/USD&timeframe=1Hour&start=${iso(SUNDAY_NOON - 3 * DAY_MS)}`,
        'bars',
      ],
      [`/v2/stocks/bars?symbols=MSFT,AAPL&timeframe=1Hour&start=${iso(SUNDAY_NOON - 9 * DAY_MS)}`, 'bars'],
      [`/v1beta3/crypto/us/quotes?symbols=ETH/USD,BTC/USD&start=${iso(SUNDAY_NOON - 60_000)}`, 'quotes'],
      [`/v1beta3/crypto/us/trades?symbols=ETH/USD,BTC/USD&start=${iso(SUNDAY_NOON - 600_000)}`, 'trades'],
    ] as const) {
      const whole = await allPages(desk, `${path}&limit=10000`, kind);
      assert.deepEqual(await allPages(desk, `${path}&limit=7`, kind), whole);
      assert.deepEqual(Object.keys(whole).length, 2);
      const backwards = await allPages(desk, `${path}&limit=7&sort=desc`, kind);
      for (const [symbol, rows] of Object.entries(whole))
        assert.deepEqual(backwards[symbol], rows.toReversed());
    }
  });

  it('fills an order at the quote that it shows for that moment', async () => {
    const { buy, send, clock } = marketDesk();
    const { json } = await buy({ notional: '75' });
    clock.advance(300);
    const { quotes } = (await send('GET /v1beta3/crypto/us/latest/quotes?symbols=BTC/USD')).json as {
      quotes: Record<string, Json>;
    };
    clock.advance(9 * HOUR_MS);
    const order = (await send(`GET /v2/orders/${json.id}`)).json;
    assert.equal(order.filled_avg_price, String(quotes['BTC/USD']?.ap));
  });

  it('refuses what is no list of symbols, no time, no page, no timeframe', async () => {
    const { send } = marketDesk();
    for (const query of [
      'bars?timeframe=1Day',
      'bars?symbols=BTC/USD&timeframe=7Day',
      'bars?symbols=BTC/USD&timeframe=1Day&start=yesterday',
      'bars?symbols=BTC/USD&timeframe=1Day&limit=10001',
      'bars?symbols=BTC/USD&timeframe=1Day&page_token=x',
      'quotes?symbols=BTCUSD',
    ]) {
      assert.equal((await send(`GET /v1beta3/crypto/us/${query}`)).status, 400, query);
    }
  });
});
