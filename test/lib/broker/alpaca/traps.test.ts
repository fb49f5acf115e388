import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { AlpacaBroker } from '../../../../src/lib/broker/alpaca/alpaca-broker.ts';
import { parseCents } from '../../../../src/lib/core/money.ts';
import { alpacaAt, alpacaDesk, answerTo } from '../../../support/alpaca-desk.ts';
import { approved, entry } from '../../../support/orders.ts';
import {
  type Reaction,
  type ScriptedAlpaca,
  says,
  scriptedAlpaca,
  sends,
} from '../../../support/scripted-alpaca.ts';

const ORDER = approved(entry(parseCents('75')), 'hive-traps-BTCUSD-buy-1');
const TAKEN = answerTo(ORDER);
const TEXT = JSON.stringify(TAKEN);
const JSON_TYPE = { 'content-type': 'application/json' };

/** Cuts the connection so that the client sees a reset. */
const reset: Reaction = response => void response.socket?.resetAndDestroy();

/** Headers that promise the whole body, and half of it. */
function half(response: ServerResponse): Promise<void> {
  response.writeHead(200, { ...JSON_TYPE, 'content-length': `${TEXT.length}` });
  return new Promise(resolve => response.write(TEXT.slice(0, TEXT.length / 2), () => resolve()));
}

const resetInBody: Reaction = async (response, request) => {
  await half(response);
  await sleep(20);
  return reset(response, request);
};

/** What happens to the answer after Alpaca took the order. The first eight are the table of the measured traps. */
const TRAPS: readonly (readonly [name: string, reaction: Reaction])[] = [
  ['200 with half of the JSON', sends(TEXT.slice(0, -40))],
  ['200 with HTML', sends('<html><body>Welcome</body></html>', 'text/html')],
  ['200 with an empty body', sends('')],
  ['a reset in mid-body', resetInBody],
  ['a reset before the headers', reset],
  ['500', says({ code: 50010000, message: 'internal server error occurred' }, 500)],
  ['502', sends('<html>bad gateway</html>', 'text/html', 502)],
  ['504', sends('', 'text/plain', 504)],
  ['503', says({ code: 50310000, message: 'service unavailable' }, 503)],
  ['HTML under the content type of JSON', sends('<html></html>')],
  ['the order under the content type of HTML', sends(TEXT, 'text/html')],
  ['no content type', response => void response.end(TEXT)],
  ['bytes that are not UTF-8', sends(Buffer.concat([Buffer.from(TEXT), Buffer.from([0xff, 0xfe])]))],
  ['a list instead of an order', says([TAKEN])],
  ['null', says(null)],
  ['a body that could change a prototype', sends(TEXT.replace('{', '{"__proto__":{"qty":"1"},'))],
  ['204', response => void response.writeHead(204).end()],
  ['207', says([{ id: 'x', status: 200 }], 207)],
  ['409', says({ code: 40910000, message: 'conflict' }, 409)],
  ['422 of a used client id', says({ code: 40010001, message: 'client_order_id must be unique' }, 422)],
  ['403 with HTML', sends('<html>forbidden</html>', 'text/html', 403)],
];

/** From the POST on the server has the order, and shows it to whoever asks by its client id. */
function takeAndThen(reaction: Reaction): Reaction {
  return (response, request) => {
    if (request.method === 'POST') return reaction(response, request);
    const isAsked = request.query.get('client_order_id') === ORDER.clientOrderId;
    return says(isAsked ? TAKEN : { code: 40410000, message: 'order not found' }, isAsked ? 200 : 404)(
      response,
      request,
    );
  };
}

async function assertUnknownThenFound(server: ScriptedAlpaca, broker: AlpacaBroker): Promise<void> {
  const outcome = await broker.submit(ORDER);
  assert.equal(outcome.kind, 'UNKNOWN');
  assert.ok(!('violation' in outcome), 'nothing is wrong with an order that nobody saw');
  assert.equal(server.count('POST'), 1);
  const found = await broker.orderByClientId(ORDER.clientOrderId);
  assert.equal(found.kind, 'FOUND');
  assert.equal(found.order.clientOrderId, ORDER.clientOrderId);
  assert.equal(server.count('POST'), 1);
}

describe('after Alpaca took the order, the outcome is unknown and the order is found by its id', () => {
  const desk = alpacaDesk();

  for (const [name, reaction] of TRAPS) {
    it(name, async () => {
      const { server, broker } = desk();
      server.react = takeAndThen(reaction);
      await assertUnknownThenFound(server, broker);
    });
  }

  it('a body of 50 MB, of which little is taken', async () => {
    const { server, broker } = desk();
    let sent = 0;
    function* blanks() {
      for (; sent < 50_000_000; sent += 262_144) yield Buffer.alloc(262_144, ' ');
    }
    server.react = takeAndThen(async response => {
      response.writeHead(200, JSON_TYPE);
      await pipeline(blanks, response).catch(() => undefined);
    });
    await assertUnknownThenFound(server, broker);
    assert.ok(sent < 25_000_000, `${sent} bytes were taken`);
  });
});

describe('an answer that does not come in time', () => {
  const desk = alpacaDesk({ timeoutMs: 500 });

  it('leaves the outcome unknown when there are no headers', async () => {
    const { server, broker } = desk();
    server.react = takeAndThen(() => {});
    await assertUnknownThenFound(server, broker);
  });

  it('leaves the outcome unknown when the body stops half way', async () => {
    const { server, broker } = desk();
    server.react = takeAndThen(half);
    await assertUnknownThenFound(server, broker);
  });

  it('is not waited for beyond the deadline of the run', async () => {
    const { server } = desk();
    const deadline = new AbortController();
    const broker = new AlpacaBroker(alpacaAt(server.url, { deadline: deadline.signal, timeoutMs: 0 }));
    server.react = () => deadline.abort();
    assert.equal((await broker.submit(ORDER)).kind, 'UNKNOWN');
    assert.equal(server.count('POST'), 1);
  });
});

describe('a redirect', () => {
  const desk = alpacaDesk();
  let elsewhere: ScriptedAlpaca;
  beforeEach(async () => {
    elsewhere = await scriptedAlpaca(says(TAKEN));
  });
  afterEach(() => elsewhere.close());

  for (const status of [301, 302, 303, 307, 308]) {
    it(`${status} is not followed: the other server never hears of the keys`, async () => {
      const { server, broker } = desk();
      const moved: Reaction = (response, { path }) =>
        void response.writeHead(status, { location: `${elsewhere.url}${path}` }).end();
      server.react = takeAndThen(moved);
      await assertUnknownThenFound(server, broker);
      server.react = moved;
      await assert.rejects(broker.account(), { code: 'BROKER_UNREACHABLE' });
      assert.deepEqual(elsewhere.heard, []);
    });
  }
});

it('a server that is not there leaves the outcome unknown', async () => {
  const server = await scriptedAlpaca(says([]));
  await server.close();
  const outcome = await new AlpacaBroker(alpacaAt(server.url)).submit(ORDER);
  assert.equal(outcome.kind, 'UNKNOWN');
});
