import assert from 'node:assert/strict';
import { assertErrorEnvelope } from '../../support/cli.ts';
import { ask, exchange, parseAnswer, type RawAnswer } from '../../support/raw-http.ts';
import { closeServed, type Served, served, TOKEN } from '../../support/served.ts';

describe('a request', () => {
  let server: Served;
  before(async () => {
    server = await served();
  });
  after(closeServed);

  const host = () => `Host: 127.0.0.1:${server.port}`;
  const login = `Authorization: Bearer ${TOKEN}`;
  const get = (path: string, ...headers: string[]) =>
    ask(server.port, [`GET ${path} HTTP/1.1`, host(), login, ...headers]);
  const assertRefused = (answer: RawAnswer, status: number, code: string) => {
    assert.equal(answer.status, status, answer.text);
    assert.equal(assertErrorEnvelope(answer.body).code, code);
    assertSafe(answer);
  };

  function assertSafe({ headers }: RawAnswer): void {
    assert.match(headers.get('content-security-policy') ?? '', /^default-src 'none'; script-src 'self'; /);
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
    assert.equal(headers.get('referrer-policy'), 'no-referrer');
    assert.equal(headers.get('cache-control'), 'no-store');
    assert.equal(headers.get('cross-origin-resource-policy'), 'same-origin');
    assert.deepEqual(
      [...headers.keys()].filter(name => name.startsWith('access-control-')),
      [],
    );
  }

  it('with the token is answered, with every security header', async () => {
    const answer = await get('/api/crypto/trades?last=3');
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get('content-type'), 'application/json; charset=utf-8');
    assert.deepEqual(JSON.parse(answer.body).data, { path: '/api/crypto/trades', parameters: { last: '3' } });
    assertSafe(answer);
  });

  it('may use any name that this machine has for itself, and no other', async () => {
    const status = async (name: string) =>
      (await ask(server.port, ['GET /metrics HTTP/1.1', `Host: ${name}`, login])).status;
    for (const name of ['127.0.0.1', 'localhost', '[::1]'])
      assert.equal(await status(`${name}:${server.port}`), 200, name);
    for (const name of [
      ...['127.0.0.1', 'localhost', `127.0.0.1:${server.port + 1}`, `LOCALHOST:${server.port}`],
      ...['evil.example', `evil.example:${server.port}`, `127.0.0.1:${server.port}.evil.example`, ''],
      ...[`127.0.0.1:${server.port}@evil.example`, `0.0.0.0:${server.port}`, `127.1:${server.port}`],
      ...[`127.0.0.1:0${server.port}`, `localhost.:${server.port}`],
    ])
      assert.equal(await status(name), 421, name);
    assertRefused(await ask(server.port, ['GET / HTTP/1.1', 'Host: evil.example']), 421, 'WRONG_HOST');
  });

  it('has one Host header', async () => {
    assertRefused(await get('/metrics', 'Host: evil.example'), 400, 'BAD_REQUEST');
    for (const version of ['1.0', '1.1'])
      assertRefused(await ask(server.port, [`GET /metrics HTTP/${version}`, login]), 421, 'WRONG_HOST');
  });

  it('of another origin is refused', async () => {
    for (const origin of [
      'http://evil.example',
      'null',
      `https://127.0.0.1:${server.port}`,
      'http://127.0.0.1',
      '',
    ])
      assertRefused(await get('/metrics', `Origin: ${origin}`), 403, 'OTHER_SITE');
    assert.equal((await get('/metrics', `Origin: http://127.0.0.1:${server.port}`)).status, 200);
  });

  it('from another site is refused, but for a visit to a page', async () => {
    const visit = ['Sec-Fetch-Mode: navigate', 'Sec-Fetch-Dest: document'];
    for (const site of ['cross-site', 'same-site', 'odd']) {
      assertRefused(await get('/metrics', `Sec-Fetch-Site: ${site}`), 403, 'OTHER_SITE');
      assertRefused(await get('/metrics', `Sec-Fetch-Site: ${site}`, ...visit), 403, 'OTHER_SITE');
      assertRefused(
        await get('/terminal', `Sec-Fetch-Site: ${site}`, visit[0]!, 'Sec-Fetch-Dest: iframe'),
        403,
        'OTHER_SITE',
      );
      assert.equal((await get('/terminal', `Sec-Fetch-Site: ${site}`, ...visit)).status, 200);
    }
    for (const site of ['same-origin', 'none'])
      assert.equal((await get('/metrics', `Sec-Fetch-Site: ${site}`)).status, 200);
  });

  it('can only read', async () => {
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'POST', 'PROPFIND']) {
      const answer = await ask(server.port, [`${method} /api/crypto/trades HTTP/1.1`, host(), login]);
      assertRefused(answer, 405, 'METHOD_NOT_ALLOWED');
      assert.equal(answer.headers.get('allow'), 'GET, HEAD');
    }
    const session = await get('/api/session');
    assertRefused(session, 405, 'METHOD_NOT_ALLOWED');
    assert.equal(session.headers.get('allow'), 'POST');
  });

  it('by HEAD is answered without a body', async () => {
    const answer = await ask(server.port, ['HEAD /api/crypto/trades HTTP/1.1', host(), login]);
    assert.equal(answer.status, 200);
    assert.ok(Number(answer.headers.get('content-length')) > 0);
    assert.equal(answer.body, '');
  });

  it('to read has no body', async () => {
    const withBody = await ask(
      server.port,
      ['GET /metrics HTTP/1.1', host(), login, 'Content-Length: 2'],
      '{}',
    );
    assertRefused(withBody, 400, 'BAD_REQUEST');
    assert.equal(withBody.headers.get('connection'), 'close');
    const chunked = ['GET /metrics HTTP/1.1', host(), login, 'Transfer-Encoding: chunked'];
    assertRefused(await ask(server.port, chunked, '2\r\n{}\r\n0\r\n\r\n'), 400, 'BAD_REQUEST');
  });

  it('for what is not there is answered with 404', async () => {
    for (const path of [
      '/nothing',
      '/api',
      '/api/',
      '/Terminal',
      '/terminal/',
      '/api/crypto/trades/',
      '/..%2f',
      '/assets/',
    ])
      assertRefused(await get(path), 404, 'NOT_FOUND');
  });

  it('whose target is no path is refused', async () => {
    for (const target of [
      '*',
      'http://evil.example/',
      '//evil.example/',
      '/%ff',
      '/%',
      '/a%00b',
      '/metrics?a=%e0%a4',
    ])
      assertRefused(await get(target), 400, 'BAD_REQUEST');
    assertRefused(await get(`/${'a'.repeat(3_000)}`), 414, 'URL_TOO_LONG');
  });

  it('that is too large or is not HTTP is refused', async () => {
    assertRefused(await get('/metrics', `X-Large: ${'x'.repeat(9_000)}`), 431, 'HEADERS_TOO_LARGE');
    for (const bytes of ['hello\r\n\r\n', 'GET / HTTP/9.9\r\n\r\n', '\x16\x03\x01\x02\x00\x01\x00'])
      assertRefused(parseAnswer(await exchange(server.port, [bytes], 1_000)), 400, 'BAD_REQUEST');
  });

  it('for a tunnel or another protocol is refused', async () => {
    const tunnel = await ask(server.port, ['CONNECT evil.example:443 HTTP/1.1', 'Host: evil.example:443']);
    assertRefused(tunnel, 405, 'METHOD_NOT_ALLOWED');
    const upgrade = ['Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13'];
    assertRefused(await get('/metrics', ...upgrade), 400, 'BAD_REQUEST');
    assertRefused(await get('/metrics', 'Expect: miracles'), 417, 'EXPECTATION_FAILED');
  });

  it('gives each parameter once', async () => {
    assertRefused(await get('/api/crypto/trades?last=1&last=2'), 400, 'BAD_REQUEST');
    assertRefused(await get('/api/training/models/one?name=two'), 400, 'BAD_REQUEST');
    const { body } = await get('/api/training/models/a%2Fb%20c?__proto__=x');
    assert.deepEqual(Object.entries(JSON.parse(body).data.parameters), [
      ['name', 'a/b c'],
      ['__proto__', 'x'],
    ]);
  });

  it("whose client leaves in the middle is nobody's trouble", async () => {
    const head = [
      'POST /api/session HTTP/1.1',
      host(),
      'Content-Type: application/json',
      'Content-Length: 100',
    ];
    await exchange(server.port, [`${head.join('\r\n')}\r\n\r\n{"code":`], 50);
    assert.equal((await get('/metrics')).status, 200);
    assert.deepEqual(server.troubles, []);
  });

  it('that cannot be answered tells nothing of why', async () => {
    server.watch.broken = new Error(`the secret is ${TOKEN}`);
    const answer = await get('/terminal');
    server.watch.broken = null;
    assertRefused(answer, 500, 'BUG');
    assert.ok(!answer.text.includes('secret is'));
    assert.deepEqual(server.troubles.splice(0), [`GET "/terminal" failed: the secret is ${TOKEN}`]);
  });
});
