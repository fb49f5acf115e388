import assert from 'node:assert/strict';
import { DAY_MS } from '../../../src/lib/core/interval.ts';
import { assertRefused, SUNDAY_NOON, sandboxDesk } from '../../support/sandbox.ts';

describe('what the sandbox tells', () => {
  it('positions: the whole list knows what the single one denies with a slash', async () => {
    // alpacahq/alpaca-py#537, alpacahq/Alpaca-API#215.
    const { buy, send, clock } = sandboxDesk();
    await buy({ qty: '0.1' });
    clock.advance(1_000);
    for (const name of ['BTC/USD', 'BTC%2FUSD', 'ETHUSD']) {
      assertRefused(await send(`GET /v2/positions/${name}`), 404, {
        code: 40410000,
        message: 'position does not exist',
      });
    }
    const { json } = await send('GET /v2/positions/BTCUSD');
    assert.deepEqual(
      [json.qty, json.avg_entry_price, json.cost_basis, json.market_value, json.current_price],
      // 0.09975 × 50,010 = 4,988.4975 and 0.09975 × 49,990 = 4,986.5025.
      ['0.09975', '50010', '4988.49', '4986.5', '49990'],
    );
  });

  it('a position that is closed is sold whole and gone', async () => {
    const { buy, send, clock } = sandboxDesk();
    await buy({ qty: '0.000211' });
    clock.advance(1_000);
    const closed = await send('DELETE /v2/positions/BTCUSD');
    assert.deepEqual([closed.status, closed.json.qty, closed.json.side], [200, '0.000210472', 'sell']);
    clock.advance(1_000);
    assert.deepEqual((await send('GET /v2/positions')).list, []);
    assert.equal((await send('DELETE /v2/positions/BTCUSD')).status, 404);
  });

  it('fees at the end of the UTC day: coins with a symbol, dollars without one', async () => {
    // Shape: https://alpaca.markets/docs/crypto/activities/
    const { buy, sell, send, clock } = sandboxDesk();
    await buy({ qty: '0.1' });
    clock.advance(1_000);
    await sell({ qty: '0.05' });
    clock.advance(11 * 3_600_000);
    assert.deepEqual((await send('GET /v2/account/activities/CFEE')).list, []);
    clock.advance(2 * 3_600_000);
    const [coins, dollars] = (await send('GET /v2/account/activities/CFEE?direction=asc')).list;
    assert.deepEqual(
      [coins?.symbol, coins?.qty, coins?.net_amount, coins?.date, coins?.price],
      ['BTCUSD', '-0.00025', '0', '2026-11-22', '50010'],
    );
    assert.equal(coins?.description, 'Coin Pair Transaction Fee (Non USD)');
    // 0.05 × 49,990 × 0.25 % = 6.24875.
    assert.deepEqual([dollars?.symbol, dollars?.net_amount], [undefined, '-6.25']);
    assert.equal(dollars?.order_id, undefined);
  });

  it('activities a page at a time, both ways, each once', async () => {
    const { buy, send, clock } = sandboxDesk();
    for (let count = 0; count < 7; count++) {
      await buy({ notional: '20' });
      clock.advance(1_000);
    }
    for (const direction of ['asc', 'desc']) {
      const seen: unknown[] = [];
      for (let token = ''; ; ) {
        const query = `page_size=3&direction=${direction}${token && `&page_token=${token}`}`;
        const { list } = await send(`GET /v2/account/activities/FILL?${query}`);
        if (list.length === 0) break;
        seen.push(...list.map(({ id }) => id));
        token = String(seen.at(-1));
      }
      assert.equal(new Set(seen).size, 7);
      assert.deepEqual(seen, direction === 'asc' ? [...seen].sort() : [...seen].sort().reverse());
    }
    assert.equal((await send('GET /v2/account/activities/FILL?page_size=101')).status, 422);
  });

  it('activity ids in the wall clock of New York, as the recorded one is', async () => {
    // 12:19:29.579 UTC was 07:19:29.579 there: `20221228071929579::…`.
    const { buy, send, clock } = sandboxDesk();
    await buy({ notional: '20' });
    clock.advance(1_000);
    const [fill] = (await send('GET /v2/account/activities?activity_types=FILL')).list;
    assert.match(String(fill?.id), /^20261122070000300::[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab]/);
  });

  it('orders by state, time, side and symbol', async () => {
    const { buy, send, clock } = sandboxDesk();
    const ids: unknown[] = [];
    for (const symbol of ['BTC/USD', 'ETH/USD', 'BTC/USD']) {
      ids.push((await buy({ symbol, notional: '20' })).json.id);
      clock.advance(200);
    }
    const list = async (query: string) => (await send(`GET /v2/orders?${query}`)).list.map(({ id }) => id);
    assert.deepEqual(await list('status=all&direction=asc'), ids);
    assert.deepEqual(await list('status=all'), ids.toReversed());
    assert.deepEqual(await list('status=open'), [ids[2]]);
    assert.deepEqual(await list('status=closed&direction=asc'), [ids[0], ids[1]]);
    assert.deepEqual(await list('status=all&symbols=ETHUSD'), [ids[1]]);
    assert.deepEqual(await list('status=all&limit=1&direction=asc'), [ids[0]]);
    const at = new Date(SUNDAY_NOON + 200).toISOString();
    assert.deepEqual(await list(`status=all&after=${at}`), [ids[2]]);
    assert.deepEqual(await list(`status=all&until=${at}`), [ids[0]]);
    assert.deepEqual(await list('status=all&side=sell'), []);
    assert.equal((await send('GET /v2/orders?limit=501')).status, 422);
  });

  it('an order by its client id, or that it found none', async () => {
    const { buy, send } = sandboxDesk();
    await buy({ notional: '20', client_order_id: 'mine' });
    const find = (id: string) => send(`GET /v2/orders:by_client_order_id?client_order_id=${id}`);
    assert.equal((await find('mine')).json.client_order_id, 'mine');
    assertRefused(await find('yours'), 404, { code: 40410000, message: 'order not found for yours' });
  });

  it('assets with an encoded slash, without one, and none that it has not', async () => {
    const { send } = sandboxDesk();
    for (const name of ['BTC%2FUSD', 'BTC/USD', 'BTCUSD']) {
      assert.equal((await send(`GET /v2/assets/${name}`)).json.symbol, 'BTC/USD');
    }
    assert.equal((await send('GET /v2/assets/FOO')).status, 404);
    assert.equal((await send('GET /v2/assets?asset_class=crypto')).list.length, 2);
    assert.deepEqual((await send('GET /v2/wallets/whitelists')).list, []);
  });

  it('the clock of the stock exchange, which sleeps on Sundays', async () => {
    const { send, clock } = sandboxDesk();
    assert.deepEqual((await send('GET /v2/clock')).json, {
      timestamp: '2026-11-22T07:00:00.000-05:00',
      is_open: false,
      next_open: '2026-11-23T09:30:00.000-05:00',
      next_close: '2026-11-23T16:00:00.000-05:00',
    });
    clock.advance(DAY_MS + 3 * 3_600_000);
    assert.equal((await send('GET /v2/clock')).json.is_open, true);
  });

  it('data for coins with a slash only', async () => {
    const { send } = sandboxDesk();
    const { status, json } = await send('GET /v1beta3/crypto/us/latest/quotes?symbols=BTCUSD');
    assert.deepEqual(
      [status, json.message],
      [400, 'invalid symbol: BTCUSD does not match ^[A-Z]+x?/[A-Z]+$'],
    );
  });

  it('paths that it does not have', async () => {
    const { send } = sandboxDesk();
    assert.equal((await send('GET /v2/nothing')).status, 404);
    assert.equal((await send('PUT /v2/orders')).status, 404);
  });
});
