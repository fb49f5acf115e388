import assert from 'node:assert/strict';
import { fixedClock } from '../../../src/lib/core/clock.ts';
import { DAY_MS } from '../../../src/lib/core/interval.ts';
import { Credentials } from '../../../src/lib/server/security/credentials.ts';
import { LoginCodes } from '../../../src/lib/server/security/login-codes.ts';
import { assertErrorEnvelope } from '../../support/cli.ts';
import { HandClock } from '../../support/quotes.ts';
import { closeServed, type Served, served, TOKEN } from '../../support/served.ts';

const NOW = Date.UTC(2026, 10, 26);

const post = (server: Served, body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${server.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

const codeOf = (link: string) => /\/login#code=([A-Za-z0-9_-]{32})$/.exec(link)?.[1] ?? '';

async function assertRefused(answer: Response, status: number, code: string): Promise<void> {
  assert.equal(answer.status, status);
  assert.equal(assertErrorEnvelope(await answer.text()).code, code);
}

describe('a login', () => {
  afterEach(closeServed);

  it('by link gives a cookie that only this site gets and no script reads, once', async () => {
    const server = await served();
    const code = codeOf(server.loginLink());
    const answer = await post(server, { code });
    assert.equal(answer.status, 204);
    const cookie = answer.headers.get('set-cookie') ?? '';
    const attributes = 'Path=\\/; Max-Age=2592000; HttpOnly; SameSite=Strict';
    assert.match(cookie, new RegExp(`^hive-${server.port}=\\d+\\.[A-Za-z0-9_-]{43}; ${attributes}$`));
    const session = { cookie: `theme=dark; ${cookie.split(';')[0]}` };
    assert.equal((await fetch(`${server.url}/metrics`, { headers: session })).status, 200);
    await assertRefused(await post(server, { code }), 401, 'LOGIN_REFUSED');
  });

  it('by token gives the same, and a wrong one nothing', async () => {
    const server = await served();
    assert.equal((await post(server, { token: TOKEN })).status, 204);
    for (const token of ['', `${TOKEN}x`, TOKEN.slice(1), TOKEN.toUpperCase()]) {
      const answer = await post(server, { token });
      assert.equal(answer.headers.get('set-cookie'), null);
      await assertRefused(answer, 401, 'LOGIN_REFUSED');
    }
  });

  it('outlasts a restart with the same token, and no other', async () => {
    const first = await served();
    const cookie = (await post(first, { token: TOKEN })).headers.get('set-cookie')?.split(';')[0] ?? '';
    const { port } = first;
    await closeServed();
    const second = await served({ port });
    const asked = () => fetch(`${second.url}/metrics`, { headers: { cookie } });
    assert.equal((await asked()).status, 200);
    await closeServed();
    await served({ port, token: 'another-token-of-tests-43-characters-long-x' });
    assert.equal((await asked()).status, 401);
  });

  it('is needed for everything but the page to log in', async () => {
    const server = await served();
    for (const path of ['/metrics', '/api/crypto/trades', '/openapi.json', '/nothing', '/assets/x']) {
      const answer = await fetch(server.url + path);
      assert.equal(answer.headers.get('www-authenticate'), 'Bearer realm="hive"');
      await assertRefused(answer, 401, 'LOGIN_NEEDED');
    }
    for (const path of ['/', '/terminal', '/crypto', '/simple', '/training']) {
      const answer = await fetch(server.url + path);
      assert.equal(answer.status, 401);
      assert.match(await answer.text(), /<form id="login"/);
    }
    const page = await fetch(`${server.url}/login`);
    assert.equal(page.status, 200);
    assert.match(await page.text(), /<form [^>]*method="post" action="\/api\/session"/);
    assert.deepEqual(server.watch.asked, []);
  });

  it('is not made by the wrong words', async () => {
    const server = await served();
    const status = async (headers: Record<string, string>) =>
      (await fetch(`${server.url}/metrics`, { headers })).status;
    const cookie = (await post(server, { token: TOKEN })).headers.get('set-cookie')?.split(';')[0] ?? '';
    for (const authorization of [TOKEN, `Basic ${TOKEN}`, 'Bearer ', `Bearer ${TOKEN} x`, 'Bearer wrong'])
      assert.equal(await status({ authorization, cookie }), 401, authorization);
    for (const wrong of [
      ...[cookie.replace('hive-', 'bee-'), cookie.replace(/=\d/, '=9'), cookie.slice(0, -1), `${cookie}x`],
      ...[`hive-${server.port}=`, `hive-${server.port}=${TOKEN}`, `hive-${server.port}=9999999999999.`],
    ])
      assert.equal(await status({ cookie: wrong }), 401, wrong);
    assert.equal(await status({ cookie }), 200);
    assert.equal((await fetch(`${server.url}/metrics?token=${TOKEN}`)).status, 401);
  });

  it('is one small JSON object', async () => {
    const server = await served();
    await assertRefused(
      await post(server, { token: TOKEN }, { 'content-type': 'text/plain' }),
      415,
      'NOT_JSON',
    );
    await assertRefused(
      await post(server, `token=${TOKEN}`, { 'content-type': 'application/x-www-form-urlencoded' }),
      415,
      'NOT_JSON',
    );
    await assertRefused(
      await post(server, { token: TOKEN }, { 'content-encoding': 'gzip' }),
      415,
      'NOT_JSON',
    );
    await assertRefused(await post(server, { token: 'x'.repeat(20_000) }), 413, 'BODY_TOO_LARGE');
    for (const body of [
      '',
      '{',
      'null',
      '[]',
      '"x"',
      '{}',
      { token: 1 },
      { code: 'x', token: TOKEN },
      { token: 'x'.repeat(300) },
    ])
      await assertRefused(await post(server, body), 400, 'BAD_REQUEST');
  });

  it('that fails ten times has to wait, also with the right token', async () => {
    const clock = new HandClock(NOW);
    const server = await served({ clock });
    for (let count = 0; count < 10; count++)
      await assertRefused(await post(server, { token: 'x' }), 401, 'LOGIN_REFUSED');
    const answer = await post(server, { token: TOKEN });
    assert.equal(answer.headers.get('retry-after'), '6');
    await assertRefused(answer, 429, 'TOO_MANY_REQUESTS');
    clock.advance(6_000);
    assert.equal((await post(server, { token: TOKEN })).status, 204);
  });
});

describe('a session', () => {
  it('lasts thirty days', () => {
    const clock = new HandClock(NOW);
    const credentials = new Credentials(TOKEN, clock);
    const { value, maxAgeSeconds } = credentials.newSession();
    assert.equal(maxAgeSeconds, 30 * 86_400);
    clock.advance(30 * DAY_MS - 1);
    assert.ok(credentials.isSession(value));
    clock.advance(1);
    assert.ok(!credentials.isSession(value));
  });

  it('cannot be made longer, or for another token', () => {
    const credentials = new Credentials(TOKEN, fixedClock(NOW));
    const [until = '', signature = ''] = credentials.newSession().value.split('.');
    assert.ok(!credentials.isSession(`${Number(until) + 1}.${signature}`));
    assert.ok(!new Credentials(`${TOKEN}x`, fixedClock(NOW)).isSession(`${until}.${signature}`));
    for (const value of ['', '.', `${until}.`, `.${signature}`, `${until}.${signature}.`])
      assert.ok(!credentials.isSession(value));
  });
});

describe('the code of a link', () => {
  it('is good for ten minutes', () => {
    const clock = new HandClock(NOW);
    const codes = new LoginCodes(clock);
    const [early, late] = [codes.issue(), codes.issue()];
    clock.advance(10 * 60_000 - 1);
    assert.ok(codes.redeem(early));
    assert.ok(!codes.redeem(early));
    clock.advance(1);
    assert.ok(!codes.redeem(late));
  });
});
