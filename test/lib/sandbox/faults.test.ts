import assert from 'node:assert/strict';
import { formatFault, parseFault } from '../../../src/lib/sandbox/faults/parse-fault.ts';
import { hiveError } from '../../support/hive-error.ts';
import { sandboxDesk } from '../../support/sandbox.ts';

/** A desk with faults, written as on the command line. */
function faulty(...faults: string[]) {
  const desk = sandboxDesk();
  desk.sandbox.addFaults(faults.map(parseFault));
  const orders = () => [...desk.sandbox.books.orders.values()];
  return { ...desk, orders };
}

describe('faults on the wire', () => {
  for (const [fault, orders, wire] of [
    ['reset-before', 0, { kind: 'reset', at: 'headers' }],
    ['reset-after', 1, { kind: 'reset', at: 'headers' }],
    ['reset-in-body', 1, { kind: 'reset', at: 'body' }],
    ['hang-before', 0, { kind: 'hang' }],
    ['hang', 1, { kind: 'hang' }],
    ['slow:7', 1, { kind: 'delay', ms: 7 }],
    ['drip:7', 1, { kind: 'drip', ms: 7 }],
    ['flood', 1, { kind: 'flood', bytes: 52_428_800 }],
  ] as const) {
    it(`${fault}: ${orders} orders are in the books`, async () => {
      const desk = faulty(fault);
      assert.deepEqual((await desk.buy({ notional: '20' })).wire, wire);
      assert.equal(desk.orders().length, orders);
    });
  }

  it('truncate, html, empty and content-type spoil the answer of an order that was taken', async () => {
    const posted = async (fault: string) => {
      const desk = faulty(fault);
      const { status, body, headers } = await desk.buy({ notional: '20' });
      assert.deepEqual([status, desk.orders().length], [200, 1]);
      return { type: headers['content-type'], body };
    };
    const honest = await posted('slow:1');
    const half = honest.body.slice(0, Math.floor(honest.body.length / 2));
    assert.deepEqual(await posted('truncate'), { ...honest, body: half });
    assert.deepEqual(await posted('empty'), { ...honest, body: '' });
    assert.deepEqual(await posted('content-type'), { ...honest, type: 'text/plain' });
    const page = await posted('html');
    assert.deepEqual([page.type, page.body.slice(0, 15)], ['text/html', '<!DOCTYPE html>']);
  });

  it('skew moves the Date header', async () => {
    const { headers } = await faulty('skew:-90').send('GET /v2/clock');
    assert.equal(headers.date, 'Sun, 22 Nov 2026 11:58:30 GMT');
  });
});

describe('faults of the status', () => {
  for (const status of [500, 502, 503, 504]) {
    it(`${status} before and after the order was taken`, async () => {
      const before = faulty(`error-before:${status}`);
      assert.equal((await before.buy({ notional: '20' })).status, status);
      assert.equal(before.orders().length, 0);
      const after = faulty(`error-after:${status}`);
      const { headers } = await after.buy({ notional: '20' });
      assert.equal(headers['content-type'], status === 500 ? 'application/json; charset=UTF-8' : 'text/html');
      assert.equal(after.orders().length, 1);
    });
  }

  it('429 on the requests that are named', async () => {
    const desk = faulty('rate-limit@GET /v2/account');
    const { status, headers, json } = await desk.send('GET /v2/account');
    assert.deepEqual([status, json.code, headers['x-ratelimit-remaining']], [429, 42910000, '0']);
    assert.equal((await desk.buy({ notional: '20' })).status, 200);
  });

  it('a redirect to another host', async () => {
    const { status, headers } = await faulty('redirect:http://127.0.0.1:1/x').send('GET /v2/account');
    assert.deepEqual([status, headers.location], [302, 'http://127.0.0.1:1/x']);
  });

  it('positions that are not found or fail, while they are held', async () => {
    for (const status of [404, 500]) {
      const desk = faulty(`error-before:${status}@GET /v2/positions`);
      await desk.buy({ notional: '20' });
      desk.clock.advance(1_000);
      assert.equal((await desk.send('GET /v2/positions')).status, status);
    }
  });
});

describe('faults of the answer', () => {
  it('another order than was sent', async () => {
    const answered = async (fault: string) => (await faulty(fault).buy({ notional: '20' })).json;
    assert.equal((await answered('other-client-id')).client_order_id, 'test-buy-1x');
    assert.equal((await answered('other-symbol')).symbol, 'ETH/USD');
    assert.equal((await answered('other-side')).side, 'sell');
    assert.equal((await answered('other-size')).notional, '1234.5');
    assert.equal((await answered('unknown-status')).status, 'triaged');
  });

  it('amounts that are none', async () => {
    const cash = async (value: string) =>
      (await faulty(`set:cash=${value}@GET /v2/account`).send('GET /v2/account')).json.cash;
    assert.deepEqual(await Promise.all(['NaN', '', 'null', '"-5"', '"1e400"', '12.5'].map(cash)), [
      'NaN',
      '',
      null,
      '-5',
      '1e400',
      12.5,
    ]);
  });

  it('members too many and too few', async () => {
    const account = async (...faults: string[]) => (await faulty(...faults).send('GET /v2/account')).json;
    assert.ok('zz_new_member' in (await account('unknown-fields')));
    assert.equal((await account('pdt-fields')).daytrade_count, 0);
    assert.ok(!('daytrade_count' in (await account())));
    assert.ok(!('cash' in (await account('drop:cash'))));
  });

  it('leaves errors as they are', async () => {
    const { json } = await faulty('other-side').buy({ notional: '1' });
    assert.deepEqual(Object.keys(json), ['code', 'message']);
  });

  it('an account that stands still', async () => {
    const desk = faulty('stale-account#2-3');
    const cash = async () => (await desk.send('GET /v2/account')).json.cash;
    assert.equal(await cash(), '10000');
    await desk.buy({ notional: '75' });
    desk.clock.advance(1_000);
    assert.equal(await cash(), '9925');
    await desk.buy({ notional: '75' });
    desk.clock.advance(1_000);
    assert.deepEqual([await cash(), await cash()], ['9925', '9850']);
  });

  it('a filled quantity that goes down', async () => {
    const desk = faulty('filled-qty-down@GET /v2/orders/*#2');
    const { json } = await desk.buy({ qty: '0.1' });
    desk.clock.advance(1_000);
    const filled = async () => (await desk.send(`GET /v2/orders/${json.id}`)).json.filled_qty;
    assert.deepEqual([await filled(), await filled()], ['0.1', '0.050000000']);
  });
});

describe('faults of an order', () => {
  const ordered = async (fault: string) => {
    const desk = faulty(fault);
    const { status, json } = await desk.buy({ qty: '0.01', client_order_id: 'x' });
    assert.equal(status, 200);
    desk.clock.advance(5_000);
    const look = async () => (await desk.send('GET /v2/orders:by_client_order_id?client_order_id=x')).json;
    return { ...desk, id: json.id, look };
  };

  it('stuck in pending_new for hours', async () => {
    const { look, clock, send } = await ordered('stuck-pending-new');
    clock.advance(5 * 3_600_000);
    assert.equal((await look()).status, 'pending_new');
    assert.equal((await send('GET /v2/account')).json.non_marginable_buying_power, '9499.9');
  });

  it('stuck in pending_cancel for hours', async () => {
    const { look, clock, send, id } = await ordered('stuck-pending-cancel');
    assert.equal((await send(`DELETE /v2/orders/${id}`)).status, 204);
    clock.advance(5 * 3_600_000);
    assert.equal((await look()).status, 'pending_cancel');
  });

  it('rejected after it was taken', async () => {
    const { look, send } = await ordered('async-reject');
    const order = await look();
    assert.deepEqual(
      [order.status, order.filled_qty, order.failed_at],
      ['rejected', '0', '2026-11-22T12:00:00.300000000Z'],
    );
    assert.equal((await send('GET /v2/account')).json.non_marginable_buying_power, '10000');
  });

  it('filled in part, and then canceled or expired', async () => {
    for (const [fault, status] of [
      ['part-cancel:0.25', 'canceled'],
      ['part-expire:0.25', 'expired'],
    ] as const) {
      const order = await (await ordered(fault)).look();
      assert.deepEqual([order.status, order.filled_qty], [status, '0.0025']);
    }
  });

  it('filled for more than was ordered', async () => {
    const order = await (await ordered('overfill:1.5')).look();
    assert.deepEqual([order.status, order.qty, order.filled_qty], ['filled', '0.01', '0.015']);
  });

  it('not to be seen for a while', async () => {
    const { look, send, clock } = await ordered('invisible:60000');
    assert.equal((await look()).code, 40410000);
    assert.deepEqual((await send('GET /v2/orders?status=all')).list, []);
    assert.equal((await send('GET /v2/account/activities/FILL')).list.length, 1);
    clock.advance(55_000);
    assert.equal((await look()).status, 'filled');
  });

  it('taken in words only', async () => {
    const { look, orders } = await ordered('lost-order');
    assert.equal((await look()).code, 40410000);
    assert.deepEqual(orders(), []);
  });
});

describe('faults of activities', () => {
  const fills = async (fault: string, query = '') => {
    const desk = faulty(fault);
    for (let count = 0; count < 3; count++) {
      await desk.buy({ notional: '20' });
      desk.clock.advance(1_000);
    }
    return (await desk.send(`GET /v2/account/activities/FILL?direction=asc${query}`)).list.map(({ id }) =>
      String(id),
    );
  };

  it('each twice, in the wrong order, the first page for ever', async () => {
    const honest = await fills('set:x=1@GET /v2/none');
    assert.deepEqual(
      await fills('fill-twice'),
      honest.flatMap(id => [id, id]),
    );
    assert.deepEqual(await fills('fills-unordered'), honest.toReversed());
    assert.deepEqual(await fills('page-repeat', `&page_size=2&page_token=${honest[1]}`), honest.slice(0, 2));
  });
});

describe('faults of the account', () => {
  it('another number, and states in which it may not trade', async () => {
    const { json } = await faulty('other-account:PA123').send('GET /v2/account');
    assert.equal(json.account_number, 'PA123');
    for (const [fault, member, value] of [
      ['account-blocked', 'account_blocked', true],
      ['trading-blocked', 'trading_blocked', true],
      ['account-inactive', 'status', 'INACTIVE'],
      ['crypto-inactive', 'crypto_status', 'INACTIVE'],
      ['account-suspended', 'trade_suspended_by_user', true],
    ] as const) {
      const desk = faulty(fault);
      assert.equal((await desk.send('GET /v2/account')).json[member], value);
      assert.ok((await desk.buy({ notional: '20' })).status >= 400, fault);
    }
  });

  it('things that others do: an order by hand, a deposit, coins', async () => {
    const desk = faulty(
      'deposit:1000',
      'coin-transfer:ETH/USD,-0.5#2',
      'coin-transfer:ETH/USD,2',
      'foreign-order',
    );
    assert.equal((await desk.send('GET /v2/account')).json.cash, '11000');
    desk.clock.advance(1_000);
    const held = (await desk.send('GET /v2/positions')).list.map(({ symbol, qty }) => [symbol, qty]);
    // floor9(50 / 50,010) = 0.000999800, less its fee of ceil9(0.0000024995).
    assert.deepEqual(held, [
      ['ETHUSD', '1.5'],
      ['BTCUSD', '0.0009973'],
    ]);
    assert.deepEqual(
      desk.orders().map(order => order.isForeign),
      [true],
    );
    const types = (await desk.send('GET /v2/account/activities?direction=asc')).list.map(
      item => item.activity_type,
    );
    assert.deepEqual(types, ['CSD', 'TRANS', 'FILL', 'TRANS']);
  });
});

describe('a fault on the command line', () => {
  it('has a name, an argument, a path and a count', () => {
    assert.deepEqual(parseFault('error-after:502@POST /v2/orders#3'), {
      fault: 'error-after',
      argument: '502',
      path: 'POST /v2/orders',
      from: 3,
      to: 3,
    });
  });

  it('says what it did not say', () => {
    assert.equal(formatFault(parseFault('hang')), 'hang@POST /v2/orders#1+');
    assert.equal(formatFault(parseFault('deposit')), 'deposit:1000@*#1');
    assert.equal(formatFault(parseFault('slow:9@/v2/positions*#2-4')), 'slow:9@/v2/positions*#2-4');
    assert.equal(formatFault(parseFault('deposit#2+')), 'deposit:1000@*#2+');
  });

  for (const text of [
    '',
    'hang:3',
    'nonsense',
    'slow:x',
    'hang#0',
    'hang#3-2',
    'set',
    'hang@#',
    'error-after:200',
  ]) {
    it(`is refused: "${text}"`, () => {
      assert.throws(() => parseFault(text), hiveError('BAD_FAULT'));
    });
  }

  it('is planned over the wire too, all or none', async () => {
    const { send } = sandboxDesk();
    const good = { faults: ['hang#2', 'deposit'] };
    assert.equal((await send('POST /sandbox/faults', { faults: ['hang', 'nonsense'] })).status, 422);
    assert.deepEqual((await send('GET /sandbox/faults')).json.faults, []);
    assert.deepEqual((await send('POST /sandbox/faults', good)).json.faults, [
      { fault: 'hang@POST /v2/orders#2', seen: 0 },
      { fault: 'deposit:1000@*#1', seen: 0 },
    ]);
    assert.deepEqual((await send('DELETE /sandbox/faults')).json.faults, []);
  });
});
