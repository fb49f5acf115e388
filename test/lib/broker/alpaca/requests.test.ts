import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { AlpacaBroker } from '../../../../src/lib/broker/alpaca/alpaca-broker.ts';
import { parseCents, qty } from '../../../../src/lib/core/money.ts';
import { accountBody, alpacaAt, alpacaDesk, answerTo, CANARY_KEYS } from '../../../support/alpaca-desk.ts';
import { hiveError } from '../../../support/hive-error.ts';
import { approved, entry, exit } from '../../../support/orders.ts';
import { type Heard, inTurn, type Reaction, says, scriptedAlpaca } from '../../../support/scripted-alpaca.ts';

const BUY = approved(entry(parseCents('75')), 'hive-requests-BTCUSD-buy-1');
const FAILS = says({ code: 50010000, message: 'internal server error occurred' }, 500);
const resets: Reaction = response => void response.socket?.resetAndDestroy();

const bodyOf = ({ body }: Heard): Record<string, unknown> => JSON.parse(body) as Record<string, unknown>;

describe('what is sent to Alpaca', () => {
  const desk = alpacaDesk();

  it('is an order in the words of its API, with our id and all amounts as text', async () => {
    const { server, broker } = desk();
    await broker.submit(BUY);
    const [request] = server.heard;
    assert.ok(request);
    assert.deepEqual([request.method, request.path], ['POST', '/v2/orders']);
    assert.deepEqual(bodyOf(request), {
      symbol: 'BTC/USD',
      side: 'buy',
      type: 'market',
      time_in_force: 'gtc',
      client_order_id: 'hive-requests-BTCUSD-buy-1',
      notional: '75.00',
    });
  });

  for (const [units, text] of [
    [1, '0.000000001'],
    [100, '0.0000001'],
    [1_254_903, '0.001254903'],
    [2_000_000_000, '2'],
    [1_000_000_000_001n, '1000.000000001'],
  ] as const) {
    it(`never writes ${text} coins with an exponent`, async () => {
      const { server, broker } = desk();
      await broker.submit(approved(exit(qty(units)), 'hive-requests-BTCUSD-sell-2'));
      const { qty: sent, notional } = bodyOf(server.heard[0]!);
      assert.deepEqual([sent, notional], [text, undefined]);
    });
  }

  it('carries the keys in headers, and to nobody when there are none', async () => {
    const { server, broker } = desk();
    server.react = says(accountBody());
    await broker.account();
    await new AlpacaBroker(alpacaAt(server.url, { keys: null })).account();
    const [withKeys, without] = server.heard;
    assert.equal(withKeys?.headers['apca-api-key-id'], CANARY_KEYS.keyId());
    assert.equal(withKeys?.headers['apca-api-secret-key'], CANARY_KEYS.secret());
    assert.equal(without?.headers['apca-api-key-id'], undefined);
    assert.equal(without?.headers['apca-api-secret-key'], undefined);
  });
});

describe('a request that failed', () => {
  const waits: number[] = [];
  const desk = alpacaDesk({
    wait: async ms => {
      waits.push(ms);
    },
  });
  beforeEach(() => {
    waits.length = 0;
  });

  for (const [name, fails] of [
    ['500', FAILS],
    ['a reset', resets],
  ] as const) {
    it(`is asked again twice when it only reads: ${name}`, async () => {
      const { server, broker } = desk();
      server.react = inTurn(fails, fails, says(accountBody()));
      assert.equal((await broker.account()).accountNumber, 'PA3717PJAYWN');
      assert.equal(server.count('GET'), 3);
      assert.deepEqual(waits, [300, 1_200]);
    });

    it(`is given up after the third time: ${name}`, async () => {
      const { server, broker } = desk();
      server.react = fails;
      await assert.rejects(broker.account());
      assert.deepEqual(await broker.orderByClientId('x').then(({ kind }) => kind), 'UNKNOWN');
      assert.equal(server.count('GET'), 6);
    });

    it(`is never sent again when it changes something: ${name}`, async () => {
      const { server, broker } = desk();
      server.react = fails;
      assert.equal((await broker.submit(BUY)).kind, 'UNKNOWN');
      await assert.rejects(broker.cancelAll());
      await assert.rejects(broker.suspend(true));
      assert.deepEqual(
        server.heard.map(({ method, path }) => `${method} ${path}`),
        ['POST /v2/orders', 'DELETE /v2/orders', 'PATCH /v2/account/configurations'],
      );
      assert.deepEqual(waits, []);
    });
  }

  for (const status of [400, 401, 403, 404, 422, 429]) {
    it(`is not repeated after ${status}, which no repetition would change`, async () => {
      const { server, broker } = desk();
      server.react = says({ code: 40010000, message: 'no' }, status);
      await assert.rejects(broker.account());
      assert.equal(server.heard.length, 1);
    });
  }
});

describe('the other requests', () => {
  const desk = alpacaDesk();

  it('cancel every open order and tell which could not be canceled', async () => {
    const { server, broker } = desk();
    const body = { code: 42210000, message: 'order is already in "filled" state' };
    server.react = says(
      [
        { id: 'a', status: 200 },
        { id: 'b', status: 422, body },
      ],
      207,
    );
    const [taken, failed] = await broker.cancelAll();
    assert.deepEqual(taken, { orderId: 'a', fault: null });
    assert.equal(failed?.orderId, 'b');
    assert.match(failed?.fault ?? '', /422.*already in/);
  });

  it('suspend trading by suspend_trade alone', async () => {
    const { server, broker } = desk();
    server.react = says({ suspend_trade: true });
    await broker.suspend(true);
    assert.deepEqual(bodyOf(server.heard[0]!), { suspend_trade: true });
    server.react = says({ suspend_trade: false });
    await assert.rejects(broker.suspend(true), hiveError('BAD_ANSWER', /it is still false/));
  });

  it('take only the order that was asked for, and 404 only in Alpaca’s own words for a miss', async () => {
    const { server, broker } = desk();
    const kinds: string[] = [];
    for (const react of [
      says(answerTo(BUY)),
      says(answerTo(BUY, { client_order_id: 'hive-another' })),
      says({ code: 40410000, message: 'order not found for x' }, 404),
      (response => void response.writeHead(404, { 'content-type': 'text/html' }).end('<html>')) as Reaction,
      says([answerTo(BUY)]),
    ]) {
      server.react = react;
      kinds.push((await broker.orderByClientId(BUY.clientOrderId)).kind);
    }
    assert.deepEqual(kinds, ['FOUND', 'UNKNOWN', 'MISSING', 'UNKNOWN', 'UNKNOWN']);
  });
});

it('proxies named by the environment do not see the keys', async () => {
  const server = await scriptedAlpaca(says(accountBody()));
  const proxy = await scriptedAlpaca(says(accountBody({ account_number: 'PROXY' })));
  try {
    const names = ['http_proxy', 'https_proxy', 'all_proxy'].flatMap(name => [name, name.toUpperCase()]);
    const { NODE_USE_ENV_PROXY: _, NO_PROXY: __, no_proxy: ___, ...inherited } = process.env;
    const env = { ...inherited, ...Object.fromEntries(names.map(name => [name, proxy.url])) };
    const script = fileURLToPath(new URL('../../../support/processes/ask-alpaca.ts', import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, [script, server.url], { env });
    assert.equal(stdout, 'PA3717PJAYWN\n');
    assert.deepEqual([server.heard.length, proxy.heard.length], [1, 0]);
  } finally {
    await Promise.all([server.close(), proxy.close()]);
  }
});
