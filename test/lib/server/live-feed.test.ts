import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { assertErrorEnvelope } from '../../support/cli.ts';
import { openSocket } from '../../support/raw-http.ts';
import { closeServed, type Served, type ServedOptions, served, TOKEN } from '../../support/served.ts';

const PATH = '/api/dashboard/live-feed';

interface Event {
  readonly name: string;
  readonly data: {
    readonly asOf: string;
    readonly simulated: boolean;
    readonly mode: string;
    readonly data: unknown;
  };
}

/** A client of the stream that reads all the time. */
async function listener(server: Served) {
  const socket = await asking(server);
  let text = '';
  socket.on('data', chunk => {
    text += chunk;
  });
  const until = async (isThere: () => boolean) => {
    while (!isThere())
      await Promise.race([
        once(socket, 'data'),
        once(socket, 'close').then(() => assert.ok(isThere(), text)),
      ]);
  };
  const events = (): Event[] =>
    [...text.matchAll(/^event: (.*)\ndata: (.*)\n\n/gm)].map(([, name = '', data = '']) => ({
      name,
      data: JSON.parse(data),
    }));
  const waitFor = async (count: number) => {
    await until(() => events().length >= count);
    return events();
  };
  return { socket, until, events, waitFor, text: () => text };
}

async function asking({ port }: Served): Promise<Socket> {
  const socket = await openSocket(port);
  socket.setMaxListeners(0).on('error', () => undefined);
  const head = [
    `GET ${PATH} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    `Authorization: Bearer ${TOKEN}`,
    'Accept: text/event-stream',
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\n`);
  return socket;
}

async function eventually(isSo: () => boolean): Promise<void> {
  for (let count = 0; count < 300 && !isSo(); count++) await sleep(10);
  assert.ok(isSo());
}

describe('the live feed', () => {
  const sockets: Socket[] = [];
  const listen = async (server: Served) => {
    const client = await listener(server);
    sockets.push(client.socket);
    return client;
  };
  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.destroy();
    await closeServed();
  });

  it('is an ordinary answer without Accept: text/event-stream', async () => {
    const server = await served();
    for (const accept of ['*/*', 'application/json']) {
      const answer = await server.get(PATH, { headers: { accept } });
      assert.equal(answer.headers.get('content-type'), 'application/json; charset=utf-8');
      const { data } = (await answer.json()) as { readonly data: unknown };
      assert.deepEqual(data, server.watch.feed);
    }
  });

  it('begins with everything, then tells each member that is new', async () => {
    const server = await served();
    const client = await listen(server);
    const [first] = await client.waitFor(1);
    const { quotes, events } = server.watch.feed;
    const about = { asOf: '2026-11-26T12:00:30.000Z', simulated: true, mode: 'simulated' };
    assert.deepEqual(first, { name: 'snapshot', data: { ...about, data: server.watch.feed } });
    server.watch.tell({ quotes, events });
    server.watch.tell({});
    server.watch.tell({ training: null });
    assert.deepEqual((await client.waitFor(4)).slice(1), [
      { name: 'quotes', data: { ...about, data: quotes } },
      { name: 'events', data: { ...about, data: events } },
      { name: 'training', data: { ...about, data: null } },
    ]);
    const head = client.text().split('\r\n\r\n')[0]!;
    assert.match(head, /^HTTP\/1\.1 200 OK\r\n/);
    assert.match(head, /^Content-Type: text\/event-stream; charset=utf-8\r$/m);
    assert.match(head, /^Content-Security-Policy: default-src 'none'/m);
    assert.match(head, /^Cache-Control: no-store\r$/m);
    assert.doesNotMatch(head, /Transfer-Encoding|Content-Length/i);
    assert.match(client.text(), /\r\n\r\nretry: 2000\n\nevent: snapshot\n/);
  });

  it('loses nothing that happens while the first snapshot is made', async () => {
    const server = await served();
    const { feed } = server.watch;
    await (await listen(server)).waitFor(1);
    let go = (): void => {};
    const waiting = new Promise<void>(resolve => {
      go = resolve;
    });
    server.watch.tell({ training: null });
    server.watch.snapshot = () => waiting.then(() => feed);
    const late = await listen(server);
    await eventually(() => server.watch.streams === 2);
    await sleep(20);
    server.watch.tell({ fills: feed.fills });
    go();
    assert.deepEqual(
      (await late.waitFor(2)).map(({ name }) => name),
      ['snapshot', 'fills'],
    );
  });

  it('listens to the home only while somebody listens to it', async () => {
    const server = await served();
    assert.equal(server.watch.listeners, 0);
    const [one, two] = [await listen(server), await listen(server)];
    await Promise.all([one.waitFor(1), two.waitFor(1)]);
    assert.deepEqual([server.watch.listeners, server.watch.streams], [1, 2]);
    one.socket.destroy();
    two.socket.destroy();
    await eventually(() => server.watch.streams === 0);
    assert.equal(server.watch.listeners, 0);
  });

  it('gives a sign of life when nothing happens, and has no end', async () => {
    const server = await served({ patience: { heartbeatMs: 60, answerMs: 100 } });
    const client = await listen(server);
    await client.until(() => (client.text().match(/^: here\n\n/gm) ?? []).length >= 4);
  });

  it('has no more clients than it may', async () => {
    const server = await served({ settings: { maxStreams: 2 } });
    const clients = [await listen(server), await listen(server)];
    await Promise.all(clients.map(client => client.waitFor(1)));
    const refused = await server.get(PATH, { headers: { accept: 'text/event-stream' } });
    assert.equal(refused.status, 429);
    assert.equal(refused.headers.get('retry-after'), '10');
    assertErrorEnvelope(await refused.text());
    clients[0]!.socket.destroy();
    await eventually(() => server.watch.streams === 1);
    await (await listen(server)).waitFor(1);
  });

  it('is refused whole when there is no snapshot', async () => {
    const server = await served();
    server.watch.broken = new Error('no');
    const refused = await server.get(PATH, { headers: { accept: 'text/event-stream' } });
    assert.equal(refused.status, 500);
    assertErrorEnvelope(await refused.text());
    assert.equal(server.watch.streams, 0);
  });

  /** Much more than the buffers of the system hold between two sockets. */
  const flood = async (server: Served, count = 60) => {
    const banner = 'x'.repeat(1024 * 1024);
    for (let sent = 0; sent < count; sent++) {
      server.watch.tell({ banner });
      await sleep(1);
    }
  };
  const slowOptions: ServedOptions = { patience: { behindMs: 600 } };

  it('gives a client that was behind a new snapshot in place of what it missed', async () => {
    const server = await served({ patience: { behindMs: 20_000 } });
    const client = await listen(server);
    await client.waitFor(1);
    client.socket.pause();
    await flood(server);
    server.watch.feed = { ...server.watch.feed, banner: 'the newest' };
    client.socket.resume();
    await client.until(() => client.text().includes('"banner":"the newest"'));
    const names = client.events().map(({ name }) => name);
    assert.equal(names.at(-1), 'snapshot');
    assert.ok(names.filter(name => name === 'banner').length < 60, `${names.length} events`);
    server.watch.tell({ training: null });
    await client.waitFor(names.length + 1);
  });

  it('cuts off a client that takes nothing, and goes on for the others', async () => {
    const server = await served(slowOptions);
    const [stuck, good] = [await listen(server), await listen(server)];
    await Promise.all([stuck.waitFor(1), good.waitFor(1)]);
    stuck.socket.pause();
    await flood(server);
    await eventually(() => server.watch.streams === 1);
    server.watch.tell({ training: null });
    await good.until(() => good.events().at(-1)?.name === 'training');
  });
});

describe('a server that is closed', () => {
  afterEach(closeServed);

  it('ends its streams and is gone within two seconds, whoever is connected', async () => {
    const server = await served();
    const [stream, idle, half] = [
      await listener(server),
      await openSocket(server.port),
      await openSocket(server.port),
    ];
    half.write('GET / HTTP/1.1\r\nHost');
    for (const socket of [idle, half]) socket.on('error', () => undefined).resume();
    await stream.waitFor(1);
    const startedMs = performance.now();
    const ended = once(stream.socket, 'close');
    await server.close();
    assert.ok(performance.now() - startedMs < 2_000);
    await ended;
    await assert.rejects(openSocket(server.port), /ECONNREFUSED/);
  });

  it('finishes what it is saying', async () => {
    const server = await served();
    const { answer } = server.watch;
    server.watch.answer = async (...question) => {
      await sleep(300);
      return answer.apply(server.watch, question);
    };
    const asked = server.get('/api/crypto/trades');
    await sleep(100);
    await server.close();
    assert.equal((await asked).status, 200);
  });
});
