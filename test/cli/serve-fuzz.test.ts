import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { ENDPOINTS } from '../../src/lib/app/queries/index.ts';
import { hive } from '../support/cli.ts';
import { folderPrints } from '../support/folder-prints.ts';
import { hostileConnection } from '../support/hostile-requests.ts';
import { exchange } from '../support/raw-http.ts';
import { killServing, type Serving, serving } from '../support/serving.ts';
import { CONTROL, TUESDAY, trainedHome } from '../support/small-home.ts';

const CONNECTIONS_A_RUN = 60;
const RUNS = 40;
const KEY = 'CANARYKEYOFTHEFILE00';
const SECRET = 'canary-secret-of-the-key-file-0123456789';
const ENVIRONMENT = 'canary-secret-of-the-environment-0123456';

/** A home with a trained model, a tick, and keys that nobody must ever see. */
async function guardedHome(): Promise<string> {
  const home = await trainedHome();
  const ticked = await hive(['trade', 'tick', '--as-of', TUESDAY, '--quiet'], { home, ...CONTROL });
  assert.equal(ticked.code, 0, ticked.stderr);
  writeFileSync(join(home, 'alpaca-keys.json'), JSON.stringify({ keyId: KEY, secretKey: SECRET }), {
    mode: 0o600,
  });
  return home;
}

async function cookieOf({ url, token }: Serving): Promise<string> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ token }),
  });
  return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
}

describe('hive serve under hostile requests', () => {
  afterEach(killServing);

  it('answers no 5xx, shows no secret, changes no file, and goes on', async () => {
    const home = await guardedHome();
    const env = {
      ...{ APCA_API_SECRET_KEY: ENVIRONMENT, APCA_API_KEY_ID: 'CANARYKEYOFTHEENV000', ...CONTROL.env },
      ...{ HIVE__SERVE__REQUESTSPERSECOND: '1000000', HIVE__SERVE__ALLREQUESTSPERSECOND: '1000000' },
    };
    const server = await serving({ home, env }, '--as-of', TUESDAY);
    const before = folderPrints(home);
    const cookie = await cookieOf(server);
    const paths = ENDPOINTS.map(({ path }) => path);
    const door = { port: server.port, token: server.token, cookie, paths };
    const secrets = [KEY, SECRET, ENVIRONMENT, 'CANARYKEYOFTHEENV000', server.token];
    const seen = new Map<number, number>();
    const check = (text: string) => {
      for (const [, status] of text.matchAll(/^HTTP\/1\.1 (\d{3}) /gm)) {
        seen.set(Number(status), (seen.get(Number(status)) ?? 0) + 1);
        assert.ok(Number(status) < 500, text);
      }
      for (const secret of secrets) assert.ok(!text.includes(secret), text);
    };
    await fc.assert(
      fc.asyncProperty(
        fc.array(hostileConnection(door), { minLength: CONNECTIONS_A_RUN, maxLength: CONNECTIONS_A_RUN }),
        async connections => {
          const bytes = connections.map(pieces => pieces.map(piece => Buffer.from(piece, 'latin1')));
          for (const text of await Promise.all(bytes.map(pieces => exchange(server.port, pieces, 400))))
            check(text);
        },
      ),
      { numRuns: RUNS, seed: 20_261_126, endOnFailure: true },
    );
    for (const status of [200, 400, 401, 403, 404, 405, 421, 431])
      assert.ok(seen.has(status), `${status} was never seen`);
    assert.equal((await server.get('/api/crypto/status')).status, 200);
    assert.equal((await server.end('SIGTERM')).code, 143);
    assert.equal(server.stderr(), '');
    assert.deepEqual(folderPrints(home), before);
  });
});
