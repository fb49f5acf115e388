import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import {
  accountAnswer,
  assetAnswer,
  canceledAnswer,
  fillsAnswer,
  orderAnswer,
  ordersAnswer,
  positionsAnswer,
} from '../../../../src/lib/broker/alpaca/answers.ts';
import { toOrder } from '../../../../src/lib/broker/alpaca/to-order.ts';
import { parseQty } from '../../../../src/lib/core/money.ts';
import { barsAnswer, quotesAnswer } from '../../../../src/lib/market/alpaca/answers.ts';

/** Bodies of Alpaca's specification and of others' recordings and tests. */
const read = <T>(file: string): T =>
  JSON.parse(readFileSync(join(process.env.HIVE_REAL_DATA ?? '', 'alpaca', 'examples', file), 'utf8')) as T;

/** The schema of an answer by its request; history of quotes and newest bars are answers HIVE never asks for. */
function schemaOf(request: string, body: unknown): z.ZodType | null {
  const path = request
    .replace(/\{[^}]*BaseURL[^}]*\}|https:\/\/data\.alpaca\.markets|"/g, '')
    .replace(/\s*\?.*$/, '');
  if (/ \/v2\/account( |$)/.test(path)) return accountAnswer;
  if (/\/activities\/FILL/.test(path)) return fillsAnswer;
  if (/DELETE \/v2\/orders$/i.test(path)) return canceledAnswer;
  if (/\/v2\/orders/.test(path)) return Array.isArray(body) ? ordersAnswer : orderAnswer;
  if (/DELETE \/v2\/positions\//i.test(path)) return orderAnswer;
  if (/GET \/v2\/positions$/i.test(path)) return positionsAnswer;
  if (/\/v2\/assets/.test(path)) return Array.isArray(body) ? assetAnswer.array() : assetAnswer;
  if (/\/latest\/quotes$/.test(path)) return quotesAnswer;
  return /\/bars$/.test(path) && !/latest/.test(path) ? barsAnswer : null;
}

interface Recorded {
  readonly name: string;
  readonly body: unknown;
}

function specification(): Recorded[] {
  type Example = { readonly examples?: Readonly<Record<string, unknown>> };
  return Object.entries(read<Record<string, Example>>('openapi-examples.json')).flatMap(
    ([request, { examples = {} }]) =>
      Object.entries(examples).map(([name, body]) => ({
        name: `${request.replace(/ 20\d$/, '')} ? ${name}`,
        body,
      })),
  );
}

function recordings(): Recorded[] {
  const { responses } = read<{ responses: Record<string, unknown> }>('ccxt-recorded-responses.json');
  return Object.entries(responses).map(([name, body]) => ({ name: name.replace(' (', '?('), body }));
}

function pythonTests(): Recorded[] {
  type Body = { readonly method: string; readonly url: string; readonly body: string | object };
  return read<{ bodies: Body[] }>('alpaca-py-test-bodies.json').bodies.map(({ method, url, body }) => ({
    name: `${method.toUpperCase()} ${url}`,
    body: typeof body === 'string' ? (JSON.parse(body) as unknown) : body,
  }));
}

/** The requests whose bodies HIVE reads, and where the others do not fit. */
function verdicts(recorded: readonly Recorded[]): { read: string[]; unread: string[] } {
  const judged = recorded.flatMap(({ name, body }) => {
    const parsed = schemaOf(name, body)?.safeParse(body);
    if (!parsed) return [];
    return [{ name, faults: parsed.error?.issues.map(({ path }) => path.join('.')) ?? [] }];
  });
  return {
    read: judged.filter(({ faults }) => faults.length === 0).map(({ name }) => name),
    unread: judged
      .filter(({ faults }) => faults.length > 0)
      .map(({ name, faults }) => `${name}: ${faults.join(' ')}`),
  };
}

describe('answers that others recorded', () => {
  before(function () {
    if (!process.env.HIVE_REAL_DATA) this.skip();
  });

  it('of a live account are all read', () => {
    assert.deepEqual(verdicts(recordings()), {
      read: [
        'GET /v2/assets?asset_class=crypto',
        'GET /v1beta3/crypto/us/bars?symbols=BTC/USD&timeframe=1min',
        'GET /v2/account/activities/FILL',
        'GET /v2/account?(live, 2024-12)',
      ],
      unread: [],
    });
  });

  it('of the specification are all read', () => {
    const { read: names, unread } = verdicts(specification());
    assert.deepEqual(unread, []);
    assert.equal(names.length, 22);
  });

  it('of the specification about coins become our orders', () => {
    const orders = specification().filter(({ name }) => /orders.* Crypto$/.test(name));
    assert.equal(orders.length, 3);
    for (const { body } of orders) {
      const order = toOrder(orderAnswer.parse(body));
      assert.deepEqual(
        [order?.symbol, order?.side, order?.qty, order?.notional, order?.status],
        ['ETH/USD', 'buy', parseQty('0.02'), null, 'pending_new'],
      );
      assert.equal(order?.submittedMs, Date.UTC(2023, 11, 12, 22, 36, 51, 313));
    }
  });

  it('in the tests of the Python client are read but for amounts that are numbers, which Alpaca never sends', () => {
    const { read: names, unread } = verdicts(pythonTests());
    assert.equal(names.length, 10);
    assert.equal(unread.length, 8);
    for (const fault of unread)
      assert.match(fault, /\/v2\/orders.*: (0\.)?qty( 0\.filled_qty 0\.filled_avg_price)?$/);
  });

  it('in the tests of the Go client are read: bars, and quotes of coins', () => {
    const { bodies } = read<{ bodies: { test: string; body: unknown }[] }>('go-client-test-bodies.json');
    const isBars = ({ test }: { test: string }) => /^TestGet(Crypto)?(Multi)?Bars/.test(test);
    const isQuotes = ({ test }: { test: string }) => /^TestLatestCryptoQuotes?$/.test(test);
    assert.deepEqual([bodies.filter(isBars).length, bodies.filter(isQuotes).length], [7, 2]);
    for (const { body } of bodies.filter(isBars)) barsAnswer.parse(body);
    for (const { body } of bodies.filter(isQuotes)) quotesAnswer.parse(body);
  });
});
