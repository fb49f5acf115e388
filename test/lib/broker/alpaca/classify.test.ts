import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Answer, Exchange } from '../../../../src/lib/alpaca/exchange.ts';
import { readBody } from '../../../../src/lib/alpaca/read-body.ts';
import { classify } from '../../../../src/lib/broker/alpaca/classify.ts';
import type { SubmitOutcome } from '../../../../src/lib/broker/broker.ts';
import { parseCents, parseQty } from '../../../../src/lib/core/money.ts';
import type { ApprovedOrder } from '../../../../src/lib/risk/approved-order.ts';
import { answerTo } from '../../../support/alpaca-desk.ts';
import { approved, entry, exit } from '../../../support/orders.ts';

const BUY = approved(entry(parseCents('75')), 'hive-classify-BTCUSD-buy-1');
const SELL = approved(exit(parseQty('0.001251765')), 'hive-classify-BTCUSD-sell-2');

const answered = (status: number, body: unknown, changes: Partial<Answer> = {}): Exchange => ({
  kind: 'answer',
  answer: {
    ...{ status, text: typeof body === 'string' ? body : JSON.stringify(body), fault: null },
    ...{ isJson: true, requestId: 'request-1', dateMs: null, ...changes },
  },
});

const kindOf = (exchange: Exchange, sent: ApprovedOrder = BUY) => classify(exchange, sent).kind;

/** The error bodies seen in the wild, with the class of each. */
const SEEN: readonly (readonly [status: number, body: object, kind: SubmitOutcome['kind'], code?: string])[] =
  [
    [401, { message: 'unauthorized' }, 'REFUSED', '401'],
    [403, { message: 'forbidden.' }, 'REFUSED', '403'],
    [401, { code: 40110000, message: 'request is not authorized' }, 'REFUSED', '40110000'],
    [
      403,
      {
        ...{ code: 40310000, message: 'insufficient balance for USD (requested: 1000, available: 87.84)' },
        ...{ symbol: 'USD', balance: '87.84', available: '87.84' },
      },
      'REFUSED',
      '40310000',
    ],
    [
      403,
      {
        ...{ available: '0.119784', balance: '0.119784', code: 40310000, symbol: 'USD' },
        message: 'insufficient balance for BTC (requested: 0.12, available: 0.119784)',
      },
      'REFUSED',
      '40310000',
    ],
    [
      403,
      { code: 40310000, message: 'cost basis must be >= minimal amount of order 10' },
      'REFUSED',
      '40310000',
    ],
    [
      403,
      { code: 40310000, message: 'insufficient buying power', buying_power: '1', cost_basis: '75' },
      'REFUSED',
      '40310000',
    ],
    [
      403,
      {
        ...{ code: 40310000, message: 'insufficient qty available for order (requested: 1, available: 0)' },
        ...{ existing_qty: '1', held_for_orders: '1', related_orders: ['a'] },
      },
      'REFUSED',
      '40310000',
    ],
    [
      403,
      { code: 40310000, message: 'potential wash trade detected. use complex orders' },
      'REFUSED',
      '40310000',
    ],
    [403, { code: 40310000, message: 'account is not allowed to short' }, 'REFUSED', '40310000'],
    [403, { code: 40310000, message: 'new orders are rejected by user request' }, 'REFUSED', '40310000'],
    [
      403,
      { code: 40310100, message: 'trade denied due to pattern day trading protection' },
      'REFUSED',
      '40310100',
    ],
    [422, { code: 42210000, message: 'invalid crypto time_in_force' }, 'REFUSED', '42210000'],
    [
      422,
      { code: 42210000, message: 'notional value must be limited to 2 decimal places' },
      'REFUSED',
      '42210000',
    ],
    [422, { code: 42210000, message: 'asset "DOGEUSD" not found' }, 'REFUSED', '42210000'],
    [422, { code: 40010001, message: 'invalid order type for crypto order' }, 'UNKNOWN'],
    [422, { code: 40010001, message: 'crypto orders not allowed for account' }, 'UNKNOWN'],
    [422, { code: 40010001, message: 'client_order_id must be unique' }, 'UNKNOWN'],
    [422, { code: 40010001, message: 'client order id must be unique' }, 'UNKNOWN'],
    [422, { code: '40010001', message: 'asset BTC/USD is not active' }, 'UNKNOWN'],
    [404, { code: 40410000, message: 'order not found for x' }, 'REFUSED', '40410000'],
    [429, { code: 42910000, message: 'rate limit exceeded' }, 'REFUSED', '42910000'],
    [429, { message: 'too many requests.' }, 'REFUSED', '429'],
    [500, { code: 50010000, message: 'internal server error occurred' }, 'UNKNOWN'],
  ];

describe('the class of an error that was seen in the wild', () => {
  for (const [status, body, kind, code] of SEEN) {
    it(`${status} ${JSON.stringify(body).slice(0, 90)} is ${kind}`, () => {
      const outcome = classify(answered(status, body), BUY);
      assert.equal(outcome.kind, kind);
      assert.equal(outcome.requestId, 'request-1');
      assert.equal(outcome.kind === 'REFUSED' ? outcome.code : undefined, code);
      assert.ok(!('violation' in outcome));
    });
  }

  it('a used client id is unknown under whatever status and code it is told', () => {
    for (const status of [400, 403, 422]) {
      for (const body of [
        { message: 'client_order_id must be unique' },
        { code: 42210000, message: 'Client Order ID must be unique' },
      ]) {
        assert.equal(kindOf(answered(status, body)), 'UNKNOWN');
      }
    }
  });

  it('an error without its body in Alpaca’s form proves nothing', () => {
    for (const status of [400, 401, 403, 404, 422, 429]) {
      for (const body of [
        '',
        '<html>',
        '[]',
        '"no"',
        '{"code":1}',
        '{"message":5}',
        '{"code":{},"message":"x"}',
      ]) {
        assert.equal(kindOf(answered(status, body)), 'UNKNOWN', `${status} ${body}`);
      }
      assert.equal(kindOf(answered(status, { code: 1, message: 'x' }, { isJson: false })), 'UNKNOWN');
    }
  });
});

describe('what is said of an order', () => {
  it('is that it was accepted, when the answer is about the order that was sent', () => {
    for (const sent of [BUY, SELL]) {
      const outcome = classify(answered(200, answerTo(sent)), sent);
      assert.equal(outcome.kind, 'ACCEPTED');
      assert.equal(outcome.order.clientOrderId, sent.clientOrderId);
      assert.equal(outcome.order.submittedMs, Date.UTC(2026, 10, 22, 12, 0, 0, 120));
    }
  });

  it('is accepted too under a status that nobody has seen before', () => {
    const outcome = classify(answered(200, answerTo(BUY, { status: 'a_new_word' })), BUY);
    assert.equal(outcome.kind === 'ACCEPTED' && outcome.order.status, 'a_new_word');
  });

  for (const changes of [
    { client_order_id: 'hive-another' },
    { symbol: 'ETH/USD' },
    { symbol: 'AAPL', asset_class: 'us_equity' },
    { side: 'sell' },
    { notional: '75.01' },
    { notional: '75.001' },
    { notional: null },
    { notional: null, qty: '75' },
    { notional: '-75' },
  ]) {
    it(`is unknown, and a violation, when the answer is about another: ${JSON.stringify(changes)}`, () => {
      const outcome = classify(answered(200, answerTo(BUY, changes)), BUY);
      assert.equal(outcome.kind, 'UNKNOWN');
      assert.equal(outcome.violation, true);
    });
  }

  it('is a violation when one of a billionth of a coin, or a part of it, is missing', () => {
    for (const qty of ['0.001251764', '0.0012517651', '0.001251766']) {
      const outcome = classify(answered(200, answerTo(SELL, { qty })), SELL);
      assert.ok(outcome.kind === 'UNKNOWN' && outcome.violation, qty);
    }
  });

  it('is refused without a request when the request was withheld here', () => {
    const outcome = classify({ kind: 'withheld', code: 'RATE_LIMITED', detail: 'later' }, BUY);
    assert.deepEqual(outcome, {
      kind: 'REFUSED',
      code: 'RATE_LIMITED',
      message: 'not sent: later',
      requestId: null,
    });
  });
});

const anyBody = fc.oneof(
  fc.json(),
  fc.string(),
  fc
    .record({
      code: fc.oneof(fc.integer(), fc.constantFrom(40010001, '40010001', null)),
      message: fc.oneof(fc.string(), fc.constant('client_order_id must be unique')),
    })
    .map(body => JSON.stringify(body)),
  mutatedOrder(),
);

/** The right answer with up to three members changed to anything. */
function mutatedOrder() {
  const change = fc.tuple(fc.constantFrom(...Object.keys(answerTo(BUY))), fc.jsonValue());
  return fc
    .array(change, { maxLength: 3 })
    .map(changes => JSON.stringify(answerTo(BUY, Object.fromEntries(changes))));
}

const anyStatus = fc.oneof(fc.integer({ min: 100, max: 599 }), fc.constantFrom(200, 403, 422, 429));

function assertProved(outcome: SubmitOutcome, status: number, text: string, isJson: boolean): void {
  assert.ok(['ACCEPTED', 'REFUSED', 'UNKNOWN'].includes(outcome.kind));
  if (outcome.kind === 'ACCEPTED') {
    assert.ok(isJson && status >= 200 && status < 300);
    const { client_order_id, symbol, side, notional } = JSON.parse(text) as Record<string, unknown>;
    assert.deepEqual([client_order_id, side, Number(notional)], [BUY.clientOrderId, 'buy', 75]);
    assert.ok(symbol === 'BTC/USD' || symbol === 'BTCUSD');
  }
  if (outcome.kind === 'REFUSED') {
    assert.ok(isJson && [400, 401, 403, 404, 422, 429].includes(status));
    const { code, message } = JSON.parse(text) as Record<string, unknown>;
    assert.equal(typeof message, 'string');
    assert.ok(!(status === 422 && String(code) === '40010001'));
    assert.doesNotMatch(String(message), /client_order_id must be unique/);
  }
}

describe('the classifier is total', () => {
  it('for every status, content type and text', () => {
    fc.assert(
      fc.property(anyStatus, anyBody, fc.boolean(), fc.boolean(), (status, text, isJson, isWhole) => {
        const kept = isWhole ? { text, fault: null } : { text: null, fault: 'the body broke off' };
        const outcome = classify(answered(status, text, { ...kept, isJson }), BUY);
        if (!isWhole) assert.equal(outcome.kind, 'UNKNOWN');
        else assertProved(outcome, status, text, isJson);
      }),
      { numRuns: 3_000 },
    );
  });

  it('for every sequence of bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 64 }), anyStatus, async (bytes, status) => {
        const body = await readBody(new Response(bytes), 1_024);
        const outcome = classify(answered(status, '', body), BUY);
        assertProved(outcome, status, body.text ?? '', true);
      }),
    );
  });

  it('for every cut and every changed byte of a good answer: only the good answer is accepted', async () => {
    const good = Buffer.from(JSON.stringify(answerTo(BUY)));
    for (let length = 0; length < good.length; length++) {
      assert.equal(kindOf(answered(200, good.subarray(0, length).toString())), 'UNKNOWN');
    }
    await fc.assert(
      fc.asyncProperty(fc.nat(good.length - 1), fc.nat(255), async (at, byte) => {
        const bytes = Buffer.from(good);
        bytes[at] = byte;
        const body = await readBody(new Response(bytes), 65_536);
        assertProved(classify(answered(200, '', body), BUY), 200, body.text ?? '', true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('for every exception', () => {
    fc.assert(
      fc.property(fc.string(), detail => {
        assert.equal(kindOf({ kind: 'silence', detail }), 'UNKNOWN');
      }),
    );
  });
});
