import assert from 'node:assert/strict';
import { sandboxDesk } from '../../support/sandbox.ts';

describe('an order in the sandbox', () => {
  it('is pending first and fills at the ask after the delay', async () => {
    const { buy, send, clock } = sandboxDesk();
    const posted = await buy({ notional: '75' });
    assert.equal(posted.status, 200);
    assert.equal(posted.json.status, 'pending_new');
    clock.advance(299);
    const path = `GET /v2/orders/${posted.json.id}`;
    assert.equal((await send(path)).json.status, 'pending_new');
    clock.advance(1);
    const { json } = await send(path);
    // floor9(75 / 50,010) = 0.001499700.
    assert.deepEqual([json.status, json.filled_qty, json.filled_avg_price], ['filled', '0.0014997', '50010']);
    assert.equal(json.filled_at, '2026-11-22T12:00:00.300000000Z');
  });

  it('fills at its own moment, whenever one looks', async () => {
    const { buy, send, clock, quotes } = sandboxDesk();
    const { json } = await buy({ notional: '75' });
    quotes.set('BTC/USD', 39_990, 40_000);
    clock.advance(3_600_000);
    const filled = (await send(`GET /v2/orders/${json.id}`)).json;
    assert.deepEqual(
      [filled.filled_avg_price, filled.filled_at],
      ['40000', '2026-11-22T12:00:00.300000000Z'],
    );
  });

  it('takes the fee of a buy from the coins: gross is filled, net is held', async () => {
    // Gross and net of alpacahq/alpaca-py#374 and bennycode/trading-signals PR#1353.
    for (const [gross, net] of [
      ['0.1', '0.09975'],
      ['0.0002', '0.0001995'],
      ['0.001254903', '0.001251765'],
    ] as const) {
      const { buy, send, clock } = sandboxDesk();
      const { json } = await buy({ qty: gross });
      clock.advance(1_000);
      assert.equal((await send(`GET /v2/orders/${json.id}`)).json.filled_qty, gross);
      const [position] = (await send('GET /v2/positions')).list;
      assert.deepEqual(
        [position?.symbol, position?.qty, position?.avg_entry_price],
        ['BTCUSD', net, '50010'],
      );
    }
  });

  it('takes the fee of a sale from the dollars, rounded up to the cent', async () => {
    // One sale of 56.7232 dollars was billed 0.15, not 0.1418: bennycode/trading-signals PR#1350.
    const { buy, sell, send, clock, quotes } = sandboxDesk();
    await buy({ qty: '0.01' });
    clock.advance(1_000);
    const before = Number((await send('GET /v2/account')).json.cash);
    quotes.set('BTC/USD', 56_723.2, 56_800);
    await sell({ qty: '0.001' });
    clock.advance(1_000);
    const after = Number((await send('GET /v2/account')).json.cash);
    assert.equal((after - before).toFixed(2), '56.57');
  });

  it('rests until its limit is met, and reserves its money meanwhile', async () => {
    const { buy, send, clock, quotes } = sandboxDesk();
    const limit = { type: 'limit', time_in_force: 'gtc', qty: '0.02', limit_price: '45000' };
    const { json } = await buy(limit);
    clock.advance(1_000);
    assert.equal((await send(`GET /v2/orders/${json.id}`)).json.status, 'new');
    const account = (await send('GET /v2/account')).json;
    assert.deepEqual(
      [account.cash, account.non_marginable_buying_power, account.buying_power],
      ['10000', '9100', '18200'],
    );
    quotes.set('BTC/USD', 44_900, 44_950);
    const filled = (await send(`GET /v2/orders/${json.id}`)).json;
    assert.deepEqual([filled.status, filled.filled_avg_price], ['filled', '44950']);
    assert.equal((await send('GET /v2/account')).json.non_marginable_buying_power, '9101');
  });

  it('ends unfilled when it is immediate-or-cancel and its limit is not met', async () => {
    const { buy, send, clock } = sandboxDesk();
    const { json } = await buy({ type: 'limit', qty: '0.02', limit_price: '45000' });
    clock.advance(1_000);
    const { status, filled_qty, canceled_at } = (await send(`GET /v2/orders/${json.id}`)).json;
    assert.deepEqual([status, filled_qty, canceled_at], ['canceled', '0', '2026-11-22T12:00:00.300000000Z']);
  });

  it('waits for its stop, then for its limit', async () => {
    const { buy, sell, send, clock, quotes } = sandboxDesk();
    await buy({ qty: '0.1' });
    clock.advance(1_000);
    const stop = { type: 'stop_limit', time_in_force: 'gtc', stop_price: '48000', limit_price: '47900' };
    const { json } = await sell({ ...stop, qty: '0.05' });
    const path = `GET /v2/orders/${json.id}`;
    clock.advance(1_000);
    assert.equal((await send(path)).json.status, 'new');
    quotes.set('BTC/USD', 47_000, 47_010);
    assert.equal((await send(path)).json.status, 'new');
    quotes.set('BTC/USD', 47_950, 47_960);
    assert.deepEqual((await send(path)).json.filled_avg_price, '47950');
  });

  it('fills in two parts as often as it is told to, and an immediate-or-cancel order loses the rest', async () => {
    const { buy, send, clock } = sandboxDesk({ partialFills: 1 });
    const { json } = await buy({ qty: '0.02' });
    clock.advance(1_000);
    const order = (await send(`GET /v2/orders/${json.id}`)).json;
    assert.equal(order.status, 'canceled');
    assert.ok(Number(order.filled_qty) > 0.004 && Number(order.filled_qty) < 0.016, String(order.filled_qty));
    const [fill] = (await send('GET /v2/account/activities/FILL')).list;
    assert.deepEqual([fill?.type, fill?.order_status], ['partial_fill', 'partially_filled']);
  });

  it('fills a good-till-canceled order in two parts in the end', async () => {
    const { buy, send, clock } = sandboxDesk({ partialFills: 1 });
    const { json } = await buy({ qty: '0.02', time_in_force: 'gtc' });
    clock.advance(300);
    assert.equal((await send(`GET /v2/orders/${json.id}`)).json.status, 'partially_filled');
    clock.advance(300);
    assert.equal((await send(`GET /v2/orders/${json.id}`)).json.status, 'filled');
    const fills = (await send('GET /v2/account/activities/FILL?direction=asc')).list;
    assert.deepEqual(
      fills.map(fill => fill.type),
      ['partial_fill', 'fill'],
    );
    assert.deepEqual([fills[1]?.cum_qty, fills[1]?.leaves_qty], ['0.02', '0']);
  });

  it('is canceled while it is open, and refuses that afterwards', async () => {
    const { buy, send } = sandboxDesk();
    const { json } = await buy({ qty: '0.02', time_in_force: 'gtc' });
    assert.equal((await send(`DELETE /v2/orders/${json.id}`)).status, 204);
    assert.equal((await send(`GET /v2/orders/${json.id}`)).json.status, 'canceled');
    const again = await send(`DELETE /v2/orders/${json.id}`);
    assert.deepEqual(again.json, { code: 42210000, message: 'order is already in "canceled" state' });
    assert.equal((await send('GET /v2/account')).json.non_marginable_buying_power, '10000');
  });

  it('is canceled with all others, each with a status of its own', async () => {
    const { buy, send } = sandboxDesk();
    const ids = [];
    for (const symbol of ['BTC/USD', 'ETH/USD']) ids.push((await buy({ symbol, notional: '20' })).json.id);
    const { status, list } = await send('DELETE /v2/orders');
    assert.deepEqual([status, list], [207, ids.map(id => ({ id, status: 200 }))]);
    assert.deepEqual((await send('GET /v2/orders')).list, []);
  });
});
