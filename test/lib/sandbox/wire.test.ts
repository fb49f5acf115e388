import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { parseFault } from '../../../src/lib/sandbox/faults/parse-fault.ts';
import { type ServedSandbox, serveSandbox } from '../../../src/lib/sandbox/serve.ts';
import { requestOf, sandboxDesk } from '../../support/sandbox.ts';

const open: ServedSandbox[] = [];

/** A served sandbox with faults, and fetch with its keys. */
async function serving(...faults: string[]) {
  const { sandbox, clock } = sandboxDesk();
  sandbox.addFaults(faults.map(parseFault));
  const served = await serveSandbox(sandbox, { port: 0 });
  open.push(served);
  const ask = (line: string, body?: unknown, signal = AbortSignal.timeout(5_000)) => {
    const { method, headers, ...request } = requestOf(sandbox, line, body);
    const url = `${served.url}${line.slice(method.length + 1)}`;
    return fetch(url, {
      method,
      headers: headers as Record<string, string>,
      signal,
      redirect: 'manual',
      ...(request.body === '' ? {} : { body: request.body }),
    });
  };
  const buy = (signal?: AbortSignal) =>
    ask(
      'POST /v2/orders',
      { symbol: 'BTC/USD', side: 'buy', type: 'market', time_in_force: 'ioc', notional: '20' },
      signal,
    );
  return { ...served, sandbox, clock, ask, buy };
}

/** What one raw request gets back. */
function raw(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    let answer = '';
    socket.on('data', chunk => {
      answer += chunk;
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}

/** Code of the error below the one that fetch throws. */
const causeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'none',
    (error: Error) => (error.cause as { code?: string } | undefined)?.code ?? error.name,
  );

describe('a sandbox over a real socket', () => {
  afterEach(() => Promise.all(open.splice(0).map(served => served.close())));

  it('sends the clock, a request id and what is left of the rate', async () => {
    const { ask } = await serving();
    const response = await ask('GET /v2/clock');
    assert.equal(response.headers.get('date'), 'Sun, 22 Nov 2026 12:00:00 GMT');
    assert.match(response.headers.get('x-request-id') ?? '', /^[0-9a-f]{32}$/);
    assert.equal(response.headers.get('x-ratelimit-remaining'), '199');
  });

  it('says with every answer that it is simulated', async () => {
    const { ask } = await serving();
    for (const line of ['GET /v2/account', 'GET /v2/nothing', 'GET /sandbox/ledger']) {
      assert.equal((await ask(line)).headers.get('x-hive-sandbox'), 'SIMULATED');
    }
  });

  it('takes one of twenty orders with one client id that come together', async () => {
    const { ask, sandbox } = await serving();
    const order = { symbol: 'BTC/USD', side: 'buy', type: 'market', time_in_force: 'ioc', notional: '20' };
    const sent = Array.from({ length: 20 }, () =>
      ask('POST /v2/orders', { ...order, client_order_id: 'same' }),
    );
    const statuses = (await Promise.all(sent)).map(({ status }) => status).sort();
    assert.deepEqual(statuses, [200, ...Array(19).fill(422)]);
    assert.equal(sandbox.books.orders.size, 1);
  });

  it('shows its ledger and takes faults with the keys alone', async () => {
    const { url } = await serving();
    for (const [method, path] of [
      ['GET', 'ledger'],
      ['GET', 'faults'],
      ['POST', 'faults'],
      ['DELETE', 'faults'],
    ]) {
      assert.equal((await fetch(`${url}/sandbox/${path}`, { method: method! })).status, 401);
    }
  });

  it('cuts the connection of an answer that could not be kept, and says why', async () => {
    const { sandbox } = sandboxDesk();
    const said: string[] = [];
    const full = () => {
      throw new Error('no space left');
    };
    const onError = (_: unknown, error: unknown) => said.push(String(error));
    const served = await serveSandbox(sandbox, { port: 0, onAnswer: full, onError });
    open.push(served);
    assert.equal(await causeOf(fetch(`${served.url}/v2/clock`)), 'UND_ERR_SOCKET');
    assert.deepEqual(said, ['Error: no space left']);
  });

  it('cuts the connection before the headers, with and without the order', async () => {
    for (const [fault, orders] of [
      ['reset-before', 0],
      ['reset-after', 1],
    ] as const) {
      const { buy, sandbox } = await serving(fault);
      assert.equal(await causeOf(buy()), 'ECONNRESET');
      assert.equal(sandbox.books.orders.size, orders);
    }
  });

  it('cuts the connection in the body, after good headers', async () => {
    const { buy } = await serving('reset-in-body');
    const response = await buy();
    assert.equal(response.status, 200);
    assert.equal(await causeOf(response.text()), 'ECONNRESET');
  });

  it('hangs until the client gives up, and answers the next request', async () => {
    const { buy, ask, sandbox } = await serving('hang');
    assert.equal(await causeOf(buy(AbortSignal.timeout(100))), 'TimeoutError');
    assert.equal(sandbox.books.orders.size, 1);
    assert.equal((await ask('GET /v2/account')).status, 200);
  });

  it('ends half an answer as if it were whole', async () => {
    const { buy } = await serving('truncate');
    const text = await (await buy()).text();
    assert.ok(text.length > 100);
    assert.throws(() => JSON.parse(text), SyntaxError);
  });

  it('comes late, and in pieces', async () => {
    for (const fault of ['slow:80', 'drip:5']) {
      const { buy } = await serving(fault);
      const startedMs = performance.now();
      assert.equal(((await (await buy()).json()) as { status: string }).status, 'pending_new');
      assert.ok(performance.now() - startedMs >= 70, fault);
    }
  });

  it('sends fifty megabytes, or as much as the client takes', async () => {
    const { buy, ask } = await serving('flood');
    const response = await buy();
    let bytes = 0;
    for await (const chunk of response.body!) bytes += chunk.length;
    assert.equal(bytes, 52_428_800);
    await (await buy()).body!.cancel();
    assert.equal((await ask('GET /v2/account')).status, 200);
  });

  it('answers to its own address only', async () => {
    const { port } = await serving();
    for (const host of [
      'evil.example',
      `evil.example:${port}`,
      '127.0.0.1',
      `127.0.0.1:${port}@evil.example`,
    ]) {
      const answer = await raw(port, `GET /v2/clock HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
      assert.match(answer, /^HTTP\/1\.1 421 /, host);
    }
    const answer = await raw(
      port,
      `GET /v2/clock HTTP/1.1\r\nHost: localhost:${port}\r\nConnection: close\r\n\r\n`,
    );
    assert.match(answer, /^HTTP\/1\.1 401 /);
  });

  it('listens on this machine alone', async () => {
    const { url } = await serving();
    assert.match(url, /^http:\/\/127\.0\.0\.1:\d+$/);
  });

  it('takes no body that is larger than any order', async () => {
    const { ask } = await serving();
    assert.equal((await ask('POST /v2/orders', 'x'.repeat(100_000))).status, 421);
  });

  it('does not let a slow answer hold up another', async () => {
    const { ask } = await serving('slow:1000@GET /v2/account');
    const slow = ask('GET /v2/account');
    const startedMs = performance.now();
    assert.equal((await ask('GET /v2/clock')).status, 200);
    assert.ok(performance.now() - startedMs < 500);
    assert.equal((await slow).status, 200);
  });
});
