import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { AlpacaBroker } from '../../../src/lib/broker/alpaca/alpaca-broker.ts';
import { HiveError } from '../../../src/lib/core/errors.ts';
import { parseCents } from '../../../src/lib/core/money.ts';
import { accountBody, alpacaAt, alpacaDesk, CANARY_KEYS } from '../../support/alpaca-desk.ts';
import { hiveError } from '../../support/hive-error.ts';
import { approved, entry } from '../../support/orders.ts';
import { HandClock } from '../../support/quotes.ts';
import { inTurn, type Reaction, says, scriptedAlpaca, sends } from '../../support/scripted-alpaca.ts';

const NOON = Date.UTC(2026, 10, 22, 12);
const BUY = approved(entry(parseCents('75')), 'hive-errors-BTCUSD-buy-1');

async function errorOf(work: Promise<unknown>): Promise<HiveError> {
  const error: unknown = await work.then(
    () => assert.fail('nothing was thrown'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof HiveError, inspect(error));
  return error;
}

/** One sentence: it begins and ends as one, and holds no line break and no second end. */
function assertSentence({ message, next }: HiveError): void {
  assert.match(message, /^[A-Z][^\n\r]*[^.]\.$/);
  assert.ok(message.length <= 500, `${message.length} characters`);
  assert.match(next, /^[A-Z].*\.$/);
}

const resets: Reaction = response => void response.socket?.resetAndDestroy();

/** A server, or something between, that says back what it heard. */
const echoes: Reaction = (response, request) =>
  says({ code: 40010000, message: `bad headers: ${JSON.stringify(request.headers)}` }, 400)(
    response,
    request,
  );

const FAILURES: readonly (readonly [name: string, react: Reaction, code: string])[] = [
  ['401', says({ message: 'unauthorized' }, 401), 'BAD_KEYS'],
  ['403', says({ message: 'forbidden.' }, 403), 'BAD_KEYS'],
  ['401 of the live host', says({ code: 40110000, message: 'request is not authorized' }, 401), 'BAD_KEYS'],
  ['401 with HTML', sends('<html>login</html>', 'text/html', 401), 'BAD_KEYS'],
  ['429', says({ code: 42910000, message: 'rate limit exceeded' }, 429), 'RATE_LIMITED'],
  ['404', says({ code: 40410000, message: 'not found' }, 404), 'BROKER_REFUSED'],
  ['422', says({ code: 40010001, message: 'two\nlines.\r\n' }, 422), 'BROKER_REFUSED'],
  ['a long message', says({ code: 1, message: 'x'.repeat(100_000) }, 400), 'BROKER_REFUSED'],
  ['an empty message', says({ code: 1, message: '' }, 400), 'BROKER_REFUSED'],
  ['an echo of the request', echoes, 'BROKER_REFUSED'],
  ['500', says({ code: 50010000, message: 'internal server error occurred' }, 500), 'BROKER_FAILED'],
  ['503 with HTML', sends('<html>', 'text/html', 503), 'BROKER_FAILED'],
  ['200 with HTML', sends('<html>', 'text/html'), 'BAD_ANSWER'],
  ['200 with nothing', sends(''), 'BAD_ANSWER'],
  ['200 with half of the JSON', sends('{"cash":'), 'BAD_ANSWER'],
  ['200 with too much', sends(' '.repeat(1_048_577)), 'BAD_ANSWER'],
  ['200 with bytes that are no text', sends(Buffer.from([0xff])), 'BAD_ANSWER'],
  ['another shape', says([]), 'BAD_ANSWER'],
  ['a reset', resets, 'BROKER_UNREACHABLE'],
  [
    'a redirect',
    (response => void response.writeHead(302, { location: '/' }).end()) as Reaction,
    'BROKER_UNREACHABLE',
  ],
];

/** The ways in which an error gets into logs and records. */
const writings = (error: unknown): string[] => [
  inspect(error, { depth: 10, showHidden: true }),
  JSON.stringify(error) ?? '',
  JSON.stringify(error, Object.getOwnPropertyNames(error)) ?? '',
  String(error),
  ...(error instanceof Error && error.cause !== undefined ? writings(error.cause) : []),
];

function assertNoKeys(value: unknown): void {
  for (const text of writings(value)) {
    assert.ok(!text.includes(CANARY_KEYS.keyId()) && !text.includes(CANARY_KEYS.secret()), text);
  }
}

describe('a failed read of Alpaca', () => {
  const desk = alpacaDesk();

  for (const [name, react, code] of FAILURES) {
    it(`is one sentence with a way out, and without the keys: ${name} is ${code}`, async () => {
      const { server, broker } = desk();
      server.react = react;
      const error = await errorOf(broker.account());
      assert.equal(error.code, code);
      assert.deepEqual(
        [error.kind, error.retryable, error.exitCode],
        code === 'BAD_KEYS' ? ['config', false, 3] : ['broker', true, 5],
      );
      assertSentence(error);
      assertNoKeys(error);
    });

    it(`leaves no key in the outcome of an order: ${name}`, async () => {
      const { server, broker } = desk();
      server.react = react;
      const outcome = await broker.submit(BUY);
      assert.notEqual(outcome.kind, 'ACCEPTED');
      assertNoKeys(outcome);
      assert.ok(JSON.stringify(outcome).length < 1_000);
    });
  }

  it('names the request, by which Alpaca’s support finds it', async () => {
    const { server, broker } = desk();
    server.react = says({ message: 'forbidden.' }, 403, {
      'X-Request-ID': 'c48d43ca3c4b1a0c4f3b9a9a3a5f3a8d',
    });
    const { message } = await errorOf(broker.account());
    assert.equal(
      message,
      'Alpaca does not take the keys: forbidden (request c48d43ca3c4b1a0c4f3b9a9a3a5f3a8d).',
    );
  });

  it('tells of the first thing that is wrong with the shape, by its place', async () => {
    const { server, broker } = desk();
    server.react = says(accountBody({ cash: 5 }));
    assert.match((await errorOf(broker.account())).message, /account.*cash/);
  });
});

describe('the client itself', () => {
  const desk = alpacaDesk();

  it('shows no key when it is printed', () => {
    const { alpaca, broker } = desk();
    assertNoKeys(alpaca);
    assertNoKeys(broker);
  });
});

describe('the rate limit of Alpaca', () => {
  const clock = new HandClock(NOON);
  const desk = alpacaDesk({ clock });
  const told = (remaining: number) => ({
    'X-RateLimit-Remaining': `${remaining}`,
    'X-RateLimit-Reset': `${NOON / 1_000 + 42}`,
  });

  it('stops the next request when fewer than 20 are left, and says until when', async () => {
    const { server, alpaca, broker } = desk();
    server.react = says(accountBody(), 200, told(19));
    assert.equal((await broker.account()).accountNumber, 'PA3717PJAYWN');
    assert.equal(alpaca.allowance.resumeAtMs, NOON + 42_000);
    const error = await errorOf(broker.positions());
    assert.equal(error.code, 'RATE_LIMITED');
    assert.match(error.message, /42 s/);
    assertSentence(error);
    assert.deepEqual(await broker.submit(BUY), {
      ...{ kind: 'REFUSED', code: 'RATE_LIMITED', requestId: null },
      message: 'not sent: Alpaca takes no more requests for 42 s',
    });
    assert.equal((await broker.orderByClientId('x')).kind, 'UNKNOWN');
    assert.equal(server.heard.length, 1);
  });

  it('stops the repetition of a read as well', async () => {
    const { server, broker } = desk();
    server.react = inTurn(says({ message: 'x' }, 500, told(3)), says(accountBody()));
    await assert.rejects(broker.account(), hiveError('RATE_LIMITED'));
    assert.equal(server.heard.length, 1);
  });

  it('is known after 429', async () => {
    const { server, alpaca, broker } = desk();
    server.react = says({ code: 42910000, message: 'rate limit exceeded' }, 429, told(0));
    await assert.rejects(broker.account(), hiveError('RATE_LIMITED'));
    assert.equal(alpaca.allowance.resumeAtMs, NOON + 42_000);
    await assert.rejects(broker.account(), hiveError('RATE_LIMITED', /42 s/));
    assert.equal(server.heard.length, 1);
  });
});

it('a budget of requests ends with itself, and the repetitions count', async () => {
  const clock = new HandClock(NOON);
  const server = await scriptedAlpaca(inTurn(says({ message: 'x' }, 500), says(accountBody())));
  try {
    const alpaca = alpacaAt(server.url, { budget: 2, clock });
    const broker = new AlpacaBroker(alpaca);
    await broker.account();
    assertSentence(await errorOf(broker.account()));
    await assert.rejects(broker.account(), hiveError('BROKER_BUDGET'));
    assert.equal((await broker.submit(BUY)).kind, 'REFUSED');
    assert.equal(server.heard.length, 2);
    alpaca.allowance.renew(1);
    await broker.account();
    assert.equal(server.heard.length, 3);
  } finally {
    await server.close();
  }
});
