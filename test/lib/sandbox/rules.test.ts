import assert from 'node:assert/strict';
import { assertRefused, type Json, requestOf, sandboxDesk } from '../../support/sandbox.ts';

/** Bodies that were seen at Alpaca, or that its documentation and client libraries name. */
const REFUSED: readonly (readonly [what: string, order: Json, status: number, body: Json])[] = [
  [
    'a buy of less than ten dollars',
    { notional: '9.99' },
    403,
    { code: 40310000, message: 'cost basis must be >= minimal amount of order 10' },
  ],
  [
    'a buy that the cash does not cover',
    { notional: '10000.01' },
    403,
    {
      code: 40310000,
      message: 'insufficient balance for USD (requested: 10000.01, available: 10000)',
      available: '10000',
      balance: '10000',
      symbol: 'USD',
    },
  ],
  [
    'the time in force of a stock order',
    { notional: '20', time_in_force: 'day' },
    422,
    { code: 42210000, message: 'invalid crypto time_in_force' },
  ],
  [
    'a stop-limit order that is immediate-or-cancel',
    { qty: '0.1', type: 'stop_limit', limit_price: '1', stop_price: '1', time_in_force: 'ioc' },
    422,
    { code: 42210000, message: 'invalid crypto time_in_force' },
  ],
  [
    'a plain stop order',
    { qty: '0.1', type: 'stop', stop_price: '1' },
    422,
    { code: 40010001, message: 'invalid order type for crypto order' },
  ],
  [
    'a fraction of a cent',
    { notional: '20.001' },
    422,
    { code: 42210000, message: 'notional value must be limited to 2 decimal places' },
  ],
  ['more than nine decimals', { qty: '0.0000000001' }, 422, { code: 42210000 }],
  ['both sizes at once', { qty: '0.1', notional: '20' }, 400, {}],
  ['no size', {}, 422, { code: 40010001 }],
  ['a limit order in money', { notional: '20', type: 'limit', limit_price: '1' }, 422, { code: 40010001 }],
  ['a limit order without a limit', { qty: '0.1', type: 'limit' }, 422, { code: 40010001 }],
  ['an unknown coin', { symbol: 'FOO/USD', notional: '20' }, 422, { message: 'asset "FOO/USD" not found' }],
  ['an exponent', { qty: '1e-3' }, 422, { code: 40010001 }],
  ['nothing', { qty: '0' }, 422, { code: 40010001 }],
  ['less than nothing', { qty: '-1' }, 422, { code: 40010001 }],
  ['an id of 129 characters', { notional: '20', client_order_id: 'x'.repeat(129) }, 422, { code: 40010001 }],
];

describe('the rules of the sandbox', () => {
  for (const [what, order, status, body] of REFUSED) {
    it(`refuse ${what}`, async () => {
      const { buy, sandbox } = sandboxDesk();
      assertRefused(await buy(order), status, body);
      assert.equal(sandbox.books.orders.size, 0);
    });
  }

  it('refuse what is no JSON object', async () => {
    const { send } = sandboxDesk();
    for (const body of ['', '{', '[]', 'null', '"x"']) {
      assert.equal((await send('POST /v2/orders', body)).status, 400, body);
    }
  });

  it('refuse to sell gross what is held net, in the recorded words', async () => {
    // bennycode/trading-signals PR#1353 and the body of the research: 0.12 bought, 0.1197 held.
    const { buy, sell, clock } = sandboxDesk();
    await buy({ qty: '0.12' });
    clock.advance(1_000);
    assertRefused(await sell({ qty: '0.12' }), 403, {
      code: 40310000,
      message: 'insufficient balance for BTC (requested: 0.12, available: 0.1197)',
      available: '0.1197',
      balance: '0.1197',
      symbol: 'USD',
    });
  });

  it('refuse to go short', async () => {
    const { sell } = sandboxDesk();
    assertRefused(await sell({ qty: '0.1' }), 403, {
      message: 'insufficient balance for BTC (requested: 0.1, available: 0)',
    });
  });

  it('hold the coins of an open sale, and say by which orders', async () => {
    const { buy, sell, send, clock } = sandboxDesk();
    await buy({ qty: '0.1' });
    clock.advance(1_000);
    const limit = { type: 'limit', time_in_force: 'gtc', limit_price: '60000' };
    const resting = await sell({ ...limit, qty: '0.09' });
    const [position] = (await send('GET /v2/positions')).list;
    assert.deepEqual([position?.qty, position?.qty_available], ['0.09975', '0.00975']);
    assertRefused(await sell({ qty: '0.05' }), 403, {
      message: 'insufficient qty available for order (requested: 0.05, available: 0.00975)',
      existing_qty: '0.09975',
      held_for_orders: '0.09',
      related_orders: [resting.json.id],
    });
    assert.equal((await send('DELETE /v2/positions/BTCUSD')).status, 403);
  });

  it('refuse an order against an open one of the other side', async () => {
    const { buy, sell, clock } = sandboxDesk();
    await buy({ qty: '0.1' });
    clock.advance(1_000);
    await sell({ type: 'limit', time_in_force: 'gtc', limit_price: '60000', qty: '0.01' });
    const refused = await buy({ notional: '20' });
    assertRefused(refused, 403, { code: 40310000 });
    assert.match(String(refused.json.message), /^potential wash trade detected/);
    assert.equal((await buy({ symbol: 'ETH/USD', notional: '20' })).status, 200);
  });

  it('take a client id once, even after its order was canceled', async () => {
    // alpacahq/alpaca-py#260.
    const { buy, send } = sandboxDesk();
    const fields = { notional: '20', client_order_id: 'once' };
    const { json } = await buy(fields);
    const refused = { code: 40010001, message: 'client_order_id must be unique' };
    assertRefused(await buy(fields), 422, refused);
    await send(`DELETE /v2/orders/${json.id}`);
    assertRefused(await buy(fields), 422, refused);
  });

  it('leave the client id of a refused order free', async () => {
    const { buy } = sandboxDesk();
    assert.equal((await buy({ notional: '1', client_order_id: 'again' })).status, 403);
    assert.equal((await buy({ notional: '20', client_order_id: 'again' })).status, 200);
  });

  it('take no new orders while trading is suspended, and cancel all the same', async () => {
    const { buy, send } = sandboxDesk();
    const { json } = await buy({ notional: '20' });
    const switched = await send('PATCH /v2/account/configurations', { suspend_trade: true });
    assert.equal(switched.json.suspend_trade, true);
    assertRefused(await buy({ notional: '20' }), 403, {
      code: 40310000,
      message: 'new orders are rejected by user request',
    });
    assert.equal((await send('GET /v2/account')).json.trade_suspended_by_user, true);
    assert.equal((await send(`DELETE /v2/orders/${json.id}`)).status, 204);
  });

  it('need the keys for trading, and none for data', async () => {
    const { sandbox } = sandboxDesk();
    const asked = (line: string, keyId?: string) =>
      sandbox.handle({ ...requestOf(sandbox, line), headers: keyId ? { 'apca-api-key-id': keyId } : {} });
    assert.deepEqual((await asked('GET /v2/account')).body, '{"message":"unauthorized"}');
    const live = await asked('GET /v2/account', 'AKLIVE');
    assert.deepEqual(
      [live.status, live.body],
      [401, '{"code":40110000,"message":"request is not authorized"}'],
    );
    assert.equal((await asked('GET /v1beta3/crypto/us/latest/quotes?symbols=BTC/USD')).status, 200);
  });

  it('allow two hundred requests a minute, and say so', async () => {
    const { send, clock } = sandboxDesk();
    const first = await send('GET /v2/clock');
    assert.deepEqual(
      [first.headers['x-ratelimit-limit'], first.headers['x-ratelimit-remaining']],
      ['200', '199'],
    );
    assert.equal(first.headers['x-ratelimit-reset'], `${Date.UTC(2026, 10, 22, 12, 1) / 1_000}`);
    for (let count = 1; count < 200; count++) assert.equal((await send('GET /v2/clock')).status, 200);
    assertRefused(await send('GET /v2/clock'), 429, { code: 42910000, message: 'rate limit exceeded' });
    clock.advance(60_000);
    assert.equal((await send('GET /v2/clock')).status, 200);
  });
});
