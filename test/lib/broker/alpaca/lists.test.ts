import assert from 'node:assert/strict';
import { isoTime } from '../../../../src/lib/core/clock.ts';
import { parseCents, parseQty } from '../../../../src/lib/core/money.ts';
import { alpacaDesk, orderBody } from '../../../support/alpaca-desk.ts';
import { hiveError } from '../../../support/hive-error.ts';
import { type Reaction, says } from '../../../support/scripted-alpaca.ts';

const NOON = Date.UTC(2026, 10, 22, 12);
type Body = Record<string, unknown>;

const orderAt = (number: number, atMs: number, changes: object = {}): Body =>
  orderBody({
    id: `order-${number}`,
    client_order_id: `hive-${number}`,
    submitted_at: isoTime(atMs),
    ...changes,
  });

const manyOrders = (count: number, stepMs: number): Body[] =>
  Array.from({ length: count }, (_, number) => orderAt(number, NOON + number * stepMs));

/** The list of orders as Alpaca documents it: submitted after a moment, in order, so many at most. */
const listsOrders =
  (orders: readonly Body[]): Reaction =>
  (response, request) => {
    const after = Date.parse(request.query.get('after') ?? '1970-01-01T00:00:00Z');
    assert.deepEqual([request.query.get('status'), request.query.get('direction')], ['all', 'asc']);
    const page = orders
      .filter(order => Date.parse(String(order.submitted_at)) > after)
      .slice(0, Number(request.query.get('limit') ?? 50));
    return says(page)(response, request);
  };

const fillAt = (number: number, atMs: number, changes: object = {}): Body => ({
  id: `${atMs}::fill-${String(number).padStart(4, '0')}`,
  activity_type: 'FILL',
  transaction_time: isoTime(atMs),
  type: 'fill',
  price: '67.31',
  qty: '0.07',
  side: 'sell',
  symbol: 'BTC/USD',
  leaves_qty: '0',
  order_id: `order-${number}`,
  cum_qty: '0.07',
  ...changes,
});

/** Activities as documented: a page goes on after the id that is its token. */
const listsActivities =
  (activities: readonly Body[]): Reaction =>
  (response, request) => {
    const size = Number(request.query.get('page_size') ?? 100);
    const token = request.query.get('page_token');
    const start = token === null ? 0 : activities.findIndex(({ id }) => id === token) + 1;
    return says(activities.slice(start, start + size))(response, request);
  };

describe('the orders of an account at Alpaca', () => {
  const desk = alpacaDesk();

  it('are all there when they take several pages', async () => {
    const { server, broker } = desk();
    const orders = manyOrders(1_203, 1_000);
    server.react = listsOrders(orders);
    const found = await broker.ordersSince(NOON);
    assert.deepEqual(
      found.map(({ id }) => id),
      orders.map(({ id }) => id),
    );
    assert.equal(server.heard.length, 3);
  });

  it('are all there when many were submitted at one moment on the edge of a page', async () => {
    const { server, broker } = desk();
    const orders = [
      ...manyOrders(450, 1_000),
      ...Array.from({ length: 100 }, (_, i) => orderAt(1_000 + i, NOON + 450_000)),
    ];
    server.react = listsOrders(orders);
    assert.equal((await broker.ordersSince(NOON)).length, 550);
  });

  it('end with an error when more than a page was submitted at one moment: none is left out in silence', async () => {
    const { server, broker } = desk();
    server.react = listsOrders(Array.from({ length: 501 }, (_, number) => orderAt(number, NOON)));
    await assert.rejects(broker.ordersSince(NOON), hiveError('BAD_ANSWER', /orders/));
  });

  it('begin at the moment asked for, the moment itself among them, and come oldest first', async () => {
    const { server, broker } = desk();
    const mixed = [orderAt(3, NOON + 2), orderAt(1, NOON), orderAt(0, NOON - 1), orderAt(2, NOON + 1)];
    server.react = says([...mixed, mixed[1]]);
    const found = await broker.ordersSince(NOON);
    assert.deepEqual(
      found.map(({ id }) => id),
      ['order-1', 'order-2', 'order-3'],
    );
    assert.ok(Date.parse(server.heard[0]?.query.get('after') ?? '') < NOON);
  });

  it('are of whoever made them, stocks too, with what was ordered and what became of it', async () => {
    const { server, broker } = desk();
    const stock = { symbol: 'AAPL', asset_class: 'us_equity', side: 'sell', notional: null, qty: '3' };
    const done = {
      status: 'filled',
      filled_qty: '3',
      filled_avg_price: '187.25',
      client_order_id: 'by-hand',
    };
    server.react = says([orderAt(1, NOON, { ...stock, ...done })]);
    assert.deepEqual(await broker.ordersSince(NOON), [
      {
        ...{
          id: 'order-1',
          clientOrderId: 'by-hand',
          symbol: 'AAPL',
          side: 'sell',
          notional: null,
          qty: parseQty('3'),
        },
        ...{
          status: 'filled',
          filledQty: parseQty('3'),
          filledAvgPrice: 187_250_000_000n,
          submittedMs: NOON,
        },
      },
    ]);
  });

  it('leave out one of several options, which has neither symbol nor side, and read the others', async () => {
    const { server, broker } = desk();
    server.react = says([orderAt(1, NOON, { symbol: '', side: '', asset_class: '' }), orderAt(2, NOON)]);
    assert.deepEqual(
      (await broker.ordersSince(NOON)).map(({ id }) => id),
      ['order-2'],
    );
  });

  it('are refused as a whole when one of them cannot be read', async () => {
    const { server, broker } = desk();
    for (const changes of [
      { filled_qty: 'NaN' },
      { filled_qty: '-1' },
      { side: 'hold' },
      { id: '' },
      { submitted_at: 'now' },
    ]) {
      server.react = says([orderAt(1, NOON), orderAt(2, NOON, changes)]);
      await assert.rejects(broker.ordersSince(NOON), hiveError('BAD_ANSWER', /1\./));
    }
  });
});

describe('the fills of an account at Alpaca', () => {
  const desk = alpacaDesk();

  it('are all there when they take several pages', async () => {
    const { server, broker } = desk();
    const fills = Array.from({ length: 250 }, (_, number) => fillAt(number, NOON + number));
    server.react = listsActivities(fills);
    const found = await broker.fillsSince(NOON);
    assert.deepEqual(
      found.map(({ id }) => id),
      fills.map(({ id }) => id),
    );
    assert.deepEqual(
      server.heard.map(({ path, query }) => [path, query.get('page_size'), query.get('page_token')]),
      [null, fills[99]?.id, fills[199]?.id].map(token => ['/v2/account/activities/FILL', '100', token]),
    );
  });

  it('end with an error when the page token leads back', async () => {
    const { server, broker } = desk();
    server.react = says(Array.from({ length: 100 }, (_, number) => fillAt(number, NOON)));
    await assert.rejects(broker.fillsSince(NOON), hiveError('BAD_ANSWER', /FILL/));
    assert.equal(server.heard.length, 2);
  });

  it('are each there once, oldest first, from the moment asked for, in billionths', async () => {
    const { server, broker } = desk();
    const [late, early] = [fillAt(2, NOON + 5), fillAt(1, NOON, { qty: '0.0012549039', side: 'buy' })];
    server.react = says([late, fillAt(0, NOON - 1), early, late]);
    const found = await broker.fillsSince(NOON);
    assert.deepEqual(found, [
      {
        ...{ id: early.id, orderId: 'order-1', symbol: 'BTC/USD', side: 'buy', qty: parseQty('0.001254903') },
        ...{ price: 67_310_000_000n, atMs: NOON },
      },
      {
        ...{ id: late.id, orderId: 'order-2', symbol: 'BTC/USD', side: 'sell', qty: parseQty('0.07') },
        ...{ price: 67_310_000_000n, atMs: NOON + 5 },
      },
    ]);
  });
});

describe('the fees of an account at Alpaca', () => {
  const desk = alpacaDesk();
  const feeOf = (id: string, changes: object = {}): Body => ({
    ...{
      id,
      activity_type: 'CFEE',
      date: '2026-11-22',
      net_amount: '0',
      description: 'Coin Pair Transaction Fee',
    },
    ...{ symbol: 'BTCUSD', qty: '-0.000003138', price: '59723.28', status: 'executed', ...changes },
  });

  it('are what was taken, though Alpaca writes it below zero', async () => {
    const { server, broker } = desk();
    server.react = says([feeOf('a'), feeOf('b', { qty: '0', net_amount: '-0.15', symbol: 'ETHUSD' })]);
    const atMs = Date.UTC(2026, 10, 22);
    assert.deepEqual(await broker.feesSince(NOON), [
      { id: 'a', symbol: 'BTC/USD', qty: parseQty('0.000003138'), cash: parseCents('0'), atMs },
      { id: 'b', symbol: 'ETH/USD', qty: parseQty('0'), cash: parseCents('0.15'), atMs },
    ]);
  });

  it('may say less of themselves', async () => {
    const { server, broker } = desk();
    server.react = says([{ id: 'a', net_amount: '-1.5', date: '2026-11-22' }]);
    assert.deepEqual(await broker.feesSince(NOON), [
      { id: 'a', symbol: null, qty: 0n, cash: parseCents('1.5'), atMs: Date.UTC(2026, 10, 22) },
    ]);
  });

  it('come oldest first', async () => {
    const { server, broker } = desk();
    server.react = says([feeOf('b'), feeOf('a', { date: '2026-11-21' })]);
    assert.deepEqual(
      (await broker.feesSince(NOON)).map(({ id }) => id),
      ['a', 'b'],
    );
  });
});

describe('the positions of an account at Alpaca', () => {
  const desk = alpacaDesk();
  const positionOf = (symbol: string, changes: object = {}): Body => ({
    ...{ asset_id: 'a', symbol, exchange: 'CRYPTO', asset_class: 'crypto', qty: '0.001251765', side: 'long' },
    ...{ qty_available: '0.001251765', avg_entry_price: '59723.28', ...changes },
  });
  const symbols = async (...bodies: Body[]) => {
    const { server, broker } = desk();
    server.react = says(bodies);
    return (await broker.positions()).map(({ symbol }) => symbol);
  };

  it('are named as orders are', async () => {
    const { server, broker } = desk();
    server.react = says([positionOf('BTCUSD', { qty_available: '0.000251765' })]);
    assert.deepEqual(await broker.positions(), [
      { symbol: 'BTC/USD', qty: parseQty('0.001251765'), qtyAvailable: parseQty('0.000251765') },
    ]);
    assert.equal(server.heard[0]?.path, '/v2/positions');
  });

  it('are there for coins that HIVE does not trade, and left out for stocks and options', async () => {
    assert.deepEqual(
      await symbols(
        positionOf('BTCUSD'),
        positionOf('PEPEUSD'),
        positionOf('AAPL', { asset_class: 'us_equity' }),
        positionOf('AAPL261218C00150000', { asset_class: 'us_option' }),
      ),
      ['BTC/USD', 'PEPE/USD'],
    );
  });

  it('are refused, not taken for none, when a coin has a name that cannot be read', async () => {
    for (const symbol of ['BTCUSDT', 'BTC USD', '']) {
      await assert.rejects(symbols(positionOf(symbol)), hiveError('BAD_ANSWER', /positions/));
    }
  });

  it('are refused when the list cannot be read: nothing is not flat', async () => {
    const { server, broker } = desk();
    for (const body of [
      {},
      null,
      'none',
      [null],
      [positionOf('BTCUSD', { qty: 'NaN' })],
      [positionOf('BTCUSD', { qty: 1 })],
    ]) {
      server.react = says(body);
      await assert.rejects(broker.positions(), hiveError('BAD_ANSWER', /positions/));
    }
    server.react = says({ code: 40410000, message: 'position does not exist' }, 404);
    await assert.rejects(broker.positions(), hiveError('BROKER_REFUSED'));
  });
});
