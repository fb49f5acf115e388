import assert from 'node:assert/strict';
import { secretsIn } from '../../../../src/lib/alerts/address.ts';
import { post } from '../../../../src/lib/app/alerts/post.ts';
import { rememberSecret } from '../../../../src/lib/config/known-secrets.ts';
import { hookServer } from '../../../support/hook-server.ts';

const CANARY = 'canary-of-post-test-51f0c2';
const hook = hookServer();

function posted(url: string, waitMs = 5_000) {
  for (const secret of secretsIn(url)) rememberSecret(secret);
  return post(url, { type: 'application/json', body: '{"a":1}', signal: AbortSignal.timeout(waitMs) });
}

describe('a post to a channel', () => {
  it('sends the body and says what came back', async () => {
    assert.deepEqual(await posted(hook().at(`/taken/${CANARY}`)), {
      kind: 'taken',
      why: 'it answered 200: ok',
    });
    assert.deepEqual(hook().posted, [
      { method: 'POST', path: `/taken/${CANARY}`, type: 'application/json', body: '{"a":1}' },
    ]);
  });

  for (const [path, why, retryAfterMs] of [
    ['break', 'it broke the connection', null],
    ['redirect', 'it answered 302, a redirect, which is not followed', null],
    ['busy', 'it answered 429: slow down', 1_800_000],
    ['fail', 'it answered 500: no [redacted]', null],
  ] as const)
    it(`fails on a hook that does this: ${path}`, async () => {
      const url = hook().at(`/${path}/${CANARY}`);
      assert.deepEqual(await posted(url), { kind: 'failed', why, retryAfterMs });
      assert.deepEqual(hook().paths, [`/${path}/${CANARY}`], 'one request, and none anywhere else');
    });

  it('waits for a hook that hangs no longer than it may', async () => {
    const startedAt = performance.now();
    const delivery = await posted(hook().at(`/hang/${CANARY}`), 200);
    assert.deepEqual(delivery, { kind: 'failed', why: 'it did not answer in time', retryAfterMs: null });
    assert.ok(performance.now() - startedAt < 2_000);
  });

  it('reads no more of an answer than it needs', async () => {
    assert.deepEqual(await posted(hook().at(`/flood/${CANARY}`)), { kind: 'taken', why: 'it answered 200' });
  });

  it('names no address where nothing listens', async () => {
    const url = hook().at(`/${CANARY}`);
    await hook().stop();
    const delivery = await posted(url);
    assert.deepEqual(delivery, { kind: 'failed', why: 'nothing listens there', retryAfterMs: null });
    await hook().start();
  });

  it('tells a certificate that is not to be trusted', async () => {
    // A port of HTTP that is spoken to in TLS answers with no certificate at all.
    const delivery = await posted(hook().at(`/${CANARY}`).replace('http:', 'https:'));
    assert.equal(delivery.kind, 'failed');
    assert.doesNotMatch(delivery.why, /canary/);
  });
});
