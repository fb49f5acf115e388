import assert from 'node:assert/strict';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { TokenBuckets } from '../../../src/lib/server/security/token-buckets.ts';
import { assertErrorEnvelope } from '../../support/cli.ts';
import { hiveError } from '../../support/hive-error.ts';
import { HandClock } from '../../support/quotes.ts';
import { ask, exchange, openSocket, parseAnswer } from '../../support/raw-http.ts';
import { closeServed, type Served, served, TOKEN } from '../../support/served.ts';

describe('the rate of requests', () => {
  afterEach(closeServed);

  it('of a client is limited: four times as many at once, then as many a second', async () => {
    const clock = new HandClock(0);
    const server = await served({ clock, settings: { requestsPerSecond: 5 } });
    const statuses = async (count: number) =>
      Promise.all(Array.from({ length: count }, async () => (await server.get('/metrics')).status));
    assert.deepEqual(await statuses(20), Array(20).fill(200));
    const refused = await server.get('/metrics');
    assert.equal(refused.status, 429);
    assert.equal(refused.headers.get('retry-after'), '1');
    assert.ok(assertErrorEnvelope(await refused.text()).retryable);
    clock.advance(1_000);
    assert.deepEqual((await statuses(6)).toSorted(), [200, 200, 200, 200, 200, 429]);
  });

  it('of all together is limited too', async () => {
    const server = await served({ clock: new HandClock(0), settings: { allRequestsPerSecond: 3 } });
    for (let count = 0; count < 6; count++) assert.equal((await server.get('/metrics')).status, 200);
    assert.equal((await server.get('/metrics')).status, 429);
  });

  it('lets a first visit load the hundred small files of a page', async () => {
    const server = await served({ clock: new HandClock(0), settings: { requestsPerSecond: 10 } });
    const html = await (await server.get('/terminal')).text();
    const files = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, file]) => file!);
    assert.ok(files.length > 80, `${files.length} files`);
    for (const file of files) assert.equal((await server.get(file)).status, 200, file);
  });

  it('counts those without a login as well', async () => {
    const server = await served({ clock: new HandClock(0), settings: { requestsPerSecond: 1 } });
    for (let count = 0; count < 4; count++) assert.equal((await fetch(`${server.url}/metrics`)).status, 401);
    assert.equal((await fetch(`${server.url}/metrics`)).status, 429);
  });
});

describe('token buckets', () => {
  it('are apart for each key, and forget the one that was quiet for longest', () => {
    const clock = new HandClock(0);
    const buckets = new TokenBuckets({ perSecond: 1, burst: 1, clock });
    assert.equal(buckets.take('first'), 0);
    assert.equal(buckets.take('first'), 1_000);
    for (let key = 0; key < 9_999; key++) assert.equal(buckets.take(`${key}`), 0);
    assert.equal(buckets.waitMs('first'), 1_000);
    assert.equal(buckets.take('one more'), 0);
    assert.equal(buckets.waitMs('0'), 0);
  });

  it('never hold more than they may', () => {
    const clock = new HandClock(0);
    const buckets = new TokenBuckets({ perSecond: 2, burst: 3, clock });
    clock.advance(3_600_000);
    assert.deepEqual(
      [1, 2, 3, 4].map(() => buckets.take('a')),
      [0, 0, 0, 500],
    );
    clock.advance(250);
    assert.equal(buckets.take('a'), 250);
  });
});

describe('behind a proxy', () => {
  afterEach(closeServed);
  const proxied = (trustedProxies: string[], more = {}) =>
    served({ behindProxy: true, settings: { publicUrl: 'https://hive.example', trustedProxies, ...more } });
  const asked = (server: { port: number }, ...headers: string[]) =>
    ask(server.port, [
      'GET /metrics HTTP/1.1',
      'Host: hive.example',
      `Authorization: Bearer ${TOKEN}`,
      ...headers,
    ]);

  it('only the proxy is answered, under the public name too', async () => {
    const server = await proxied(['127.0.0.1']);
    assert.equal(server.url, 'https://hive.example');
    assert.match(server.loginLink(), /^https:\/\/hive\.example\/login#code=/);
    assert.equal((await asked(server, 'Origin: https://hive.example')).status, 200);
    assert.equal((await asked(server, 'Origin: http://hive.example')).status, 403);
    const other = await proxied(['192.0.2.1']);
    const refused = await asked(other, 'X-Forwarded-For: 192.0.2.1');
    assert.equal(refused.status, 403);
    assert.equal(assertErrorEnvelope(refused.body).code, 'NOT_THE_PROXY');
  });

  it('limits count the client that the proxy wrote last', async () => {
    const server = await proxied(['127.0.0.1'], { requestsPerSecond: 1 });
    const status = async (forwarded: string) => (await asked(server, `X-Forwarded-For: ${forwarded}`)).status;
    for (let count = 0; count < 4; count++) assert.equal(await status(`203.0.113.${count}, 192.0.2.7`), 200);
    assert.equal(await status('198.51.100.1, 192.0.2.7'), 429);
    assert.equal(await status('192.0.2.7, 192.0.2.8'), 200);
    for (let count = 0; count < 4; count++) assert.equal(await status(`2001:db8:1:2::${count}`), 200);
    assert.equal(await status('2001:db8:1:2:ffff::1'), 429);
    assert.equal(await status('2001:db8:1:3::1'), 200);
  });

  it('the cookie is for TLS alone', async () => {
    const server = await proxied(['127.0.0.1']);
    const body = JSON.stringify({ token: TOKEN });
    const head = ['POST /api/session HTTP/1.1', 'Host: hive.example', 'Content-Type: application/json'];
    const answer = await ask(server.port, [...head, `Content-Length: ${body.length}`], body);
    assert.equal(answer.status, 204);
    assert.match(answer.headers.get('set-cookie') ?? '', /; SameSite=Strict; Secure$/);
  });

  it('without one, what a client says of itself counts for nothing', async () => {
    const server = await served({ settings: { requestsPerSecond: 1 } });
    const status = async (count: number) =>
      (await server.get('/metrics', { headers: { 'x-forwarded-for': `192.0.2.${count}` } })).status;
    for (let count = 0; count < 4; count++) assert.equal(await status(count), 200);
    assert.equal(await status(5), 429);
  });

  it('is the only place beyond this machine', async () => {
    const proxy = { publicUrl: 'https://hive.example', trustedProxies: ['192.0.2.1'] };
    for (const options of [
      { host: '0.0.0.0' },
      { host: '192.0.2.5', settings: proxy },
      { host: '::', behindProxy: true },
      { host: '0.0.0.0', behindProxy: true, settings: { ...proxy, trustedProxies: [] } },
      { host: '0.0.0.0', behindProxy: true, settings: { ...proxy, publicUrl: '' } },
      { host: '127.0.0.1.evil.example' },
      { behindProxy: true },
    ])
      await assert.rejects(served(options), hiveError('EXPOSED'), JSON.stringify(options));
    const open = await served({ host: '0.0.0.0', behindProxy: true, settings: proxy });
    assert.equal((await asked(open)).status, 403);
  });
});

describe('a slow client', () => {
  afterEach(closeServed);
  const patience = { headMs: 200, requestMs: 400, idleMs: 300 };
  const elapsed = async (work: () => Promise<unknown>) => {
    const startedMs = performance.now();
    await work();
    return performance.now() - startedMs;
  };

  it('that never ends its head is cut off', async () => {
    const { port } = await served({ patience });
    const socket = await openSocket(port);
    socket.on('error', () => undefined);
    socket.write(`GET / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n`);
    const drip = setInterval(() => socket.write('X-Drip: 1\r\n'), 50);
    socket.resume();
    const ms = await elapsed(() => once(socket, 'close'));
    clearInterval(drip);
    assert.ok(ms < 1_500, `${ms} ms`);
  });

  it('that never ends its body is answered with 408', async () => {
    const { port, troubles } = await served({ patience: { headMs: 200, requestMs: 400 } });
    const head = ['POST /api/session HTTP/1.1', `Host: 127.0.0.1:${port}`, 'Content-Type: application/json'];
    const text = await exchange(port, [`${[...head, 'Content-Length: 100'].join('\r\n')}\r\n\r\n{`], 3_000);
    assert.equal(parseAnswer(text).status, 408);
    assert.equal(assertErrorEnvelope(parseAnswer(text).body).code, 'TOO_SLOW');
    assert.deepEqual(troubles, []);
  });

  const askForMuch = async (server: Served) => {
    const body = Buffer.alloc(64 * 1024 * 1024, 0x20);
    server.watch.answer = async () => ({ status: 200, etag: '"x"', body });
    const socket = await openSocket(server.port);
    socket.on('error', () => undefined);
    socket.pause();
    const head = ['GET /api/crypto/trades HTTP/1.1', `Host: 127.0.0.1:${server.port}`];
    socket.write(`${[...head, `Authorization: Bearer ${TOKEN}`].join('\r\n')}\r\n\r\n`);
    const taken = { bytes: 0, all: body.length };
    const take = () => {
      taken.bytes += (socket.read() as Buffer | null)?.length ?? 0;
    };
    return { socket, taken, take };
  };

  it('that takes nothing of its answer is cut off', async () => {
    const { socket, taken, take } = await askForMuch(await served({ patience }));
    await sleep(1_200);
    socket.on('readable', take);
    await once(socket, 'close');
    assert.ok(taken.bytes < taken.all, `${taken.bytes} bytes`);
  });

  it('that takes its answer drop by drop is cut off', async () => {
    const { socket, taken, take } = await askForMuch(await served({ patience: { answerMs: 500 } }));
    const closed = once(socket, 'close');
    const drops = setInterval(take, 20);
    const ms = await elapsed(() => closed);
    clearInterval(drops);
    assert.ok(ms < 2_000, `${ms} ms`);
    assert.ok(taken.bytes < taken.all, `${taken.bytes} bytes`);
  });
});
