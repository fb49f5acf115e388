import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect, createServer as createTcpServer } from 'node:net';
import { SLOT_MS } from '../../src/lib/core/order.ts';
import { hive } from '../support/cli.ts';
import { tickArgs } from '../support/faulty-home.ts';
import { assertSandboxAgrees, SandboxHome } from '../support/sandbox-home.ts';

describe('a broker that cannot be reached', function () {
  this.timeout(120_000);
  let home: SandboxHome;
  beforeEach(async () => {
    home = await SandboxHome.aboutToTrade();
  });
  afterEach(() => home.close());

  it('N1 nothing listens: the tick ends with exit 5, nothing is intended; the next one trades', async () => {
    const { port } = home.served!;
    await home.close();
    const error = await home.failsAfter(SLOT_MS);
    assert.deepEqual([error.code, error.exitCode, error.retryable], ['BROKER_UNREACHABLE', 5, true]);
    assert.deepEqual(home.journalled('INTENT'), []);
    await home.serve(port);
    assert.equal((await home.tick()).outcomes[0]?.reason, 'ENTRY_SIGNAL');
    await assertSandboxAgrees(home);
  });

  it('N1 the other side speaks no TLS: the tick ends with exit 5, nothing is intended', async () => {
    const { port } = home.served!;
    // Only a loopback address may be configured, so the broker’s own host is led here.
    const plain = createTcpServer(socket => socket.pipe(connect(port, '127.0.0.1')).pipe(socket));
    plain.listen(0, '127.0.0.1');
    await once(plain, 'listening');
    const send = globalThis.fetch;
    globalThis.fetch = (url, init) =>
      send(
        `${url}`.replace(
          /^http:..127.0.0.1:\d+/,
          `https://127.0.0.1:${(plain.address() as AddressInfo).port}`,
        ),
        init,
      );
    try {
      assert.equal((await home.failsAfter(SLOT_MS)).code, 'BROKER_UNREACHABLE');
    } finally {
      globalThis.fetch = send;
      plain.close();
    }
    assert.deepEqual([home.journalled('INTENT'), home.posts], [[], 0]);
  });

  it('N1 the name cannot be resolved: the tick ends with exit 5, nothing is intended', async () => {
    const send = globalThis.fetch;
    globalThis.fetch = (url, init) => send(`${url}`.replace('127.0.0.1', 'nowhere.invalid'), init);
    try {
      assert.equal((await home.failsAfter(SLOT_MS)).code, 'BROKER_UNREACHABLE');
    } finally {
      globalThis.fetch = send;
    }
    assert.deepEqual(home.journalled('INTENT'), []);
  });

  it('N23 down for six hours: every tick ends cleanly with exit 5, and nothing grows', async () => {
    const before = readFileSync(home.paths.journal);
    home.goesWrong('error-before:503@*');
    for (const minutes of [2, 2, 2, 118, 118, 118]) {
      const error = await home.failsAfter(minutes * 60_000);
      assert.deepEqual([error.code, error.exitCode, error.retryable], ['BROKER_FAILED', 5, true]);
    }
    assert.deepEqual(readFileSync(home.paths.journal), before);
    assert.deepEqual([home.isHalted, home.posts], [false, 0]);
    await home.isWell();
    await home.tickAfter(SLOT_MS);
    await assertSandboxAgrees(home);
  });

  it('N25 a redirect to another host: refused, and the other host hears nothing, keys least of all', async () => {
    const heard: unknown[] = [];
    const other = createServer((request, response) => {
      heard.push(request.headers);
      response.end('{}');
    });
    other.listen(0, '127.0.0.1');
    await once(other, 'listening');
    home.goesWrong(`redirect:http://127.0.0.1:${(other.address() as AddressInfo).port}/`);
    assert.equal((await home.failsAfter(SLOT_MS)).exitCode, 5);
    await home.isWell();
    home.goesWrong(`redirect:http://127.0.0.1:${(other.address() as AddressInfo).port}/@POST /v2/orders#1`);
    assert.equal((await home.tick()).outcomes[0]?.reason, 'BROKER_UNKNOWN');
    assert.deepEqual(heard, []);
    other.close();
    await home.isWell();
    await home.tickAfter(SLOT_MS);
    await assertSandboxAgrees(home);
  });
});

describe('a process in a strange network', function () {
  this.timeout(120_000);
  let home: SandboxHome;
  let proxy: Server;
  const heard: string[] = [];

  before(async () => {
    home = await SandboxHome.aboutToTrade();
    writeFileSync(home.paths.config, JSON.stringify(home.settings));
    proxy = createServer((request, response) => {
      heard.push(`${request.method} ${request.url}`);
      response.writeHead(502).end();
    });
    proxy.on('connect', (request, socket) => {
      heard.push(`CONNECT ${request.url}`);
      socket.destroy();
    });
    proxy.listen(0, '127.0.0.1');
    await once(proxy, 'listening');
  });
  after(async () => {
    proxy.close();
    await home.close();
  });

  it('N26 proxy variables in the environment: not honoured for the broker', async () => {
    const url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    const env = { HTTP_PROXY: url, HTTPS_PROXY: url, http_proxy: url, https_proxy: url, ALL_PROXY: url };
    const { code, stderr } = await hive(tickArgs(home.clock.now()), { home: home.root, env });
    assert.equal(code, 0, stderr);
    assert.deepEqual(heard, []);
    assert.ok(home.requests.includes('GET /v2/account'));
  });

  it('T2 the broker’s clock is an hour ahead: refused, nothing sent, exit 6', async () => {
    home.goesWrong('skew:3600');
    const { code, stderr } = await hive(tickArgs(home.clock.now()), { home: home.root });
    assert.equal(code, 6, stderr);
    assert.match(stderr, /more than 30 s apart/);
    await home.isWell();
  });
});
