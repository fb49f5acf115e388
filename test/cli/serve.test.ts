import assert from 'node:assert/strict';
import { once } from 'node:events';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assertEnvelope, hive, startHive, tempHome } from '../support/cli.ts';
import { folderPrints } from '../support/folder-prints.ts';
import { killServing, serving } from '../support/serving.ts';
import { CONTROL, TUESDAY, trainedHome } from '../support/small-home.ts';
import { modeOf } from '../support/temp-folder.ts';

const errorOf = (stderr: string) => /^Error: (.*)$/m.exec(stderr)?.[1];

describe('hive serve', () => {
  afterEach(killServing);

  it('says to people where it is and how to get in, and the link works once', async () => {
    const home = tempHome();
    const child = startHive(['serve', '--port', '0'], { home });
    let page = '';
    while (!page.includes('Ctrl-C.\n')) page += String((await once(child.stdout, 'data'))[0]);
    assert.match(page, /^SIMULATED market/);
    const url = /^Address +(http:\/\/127\.0\.0\.1:\d+)$/m.exec(page)?.[1] ?? '';
    const code = new RegExp(`^${url}/login#code=(\\S+)$`, 'm').exec(page)?.[1];
    const tokenFile = join(home, 'state', 'serve-token');
    assert.ok(page.includes(tokenFile));
    assert.ok(!page.includes(readFileSync(tokenFile, 'utf8').trim()));
    assert.equal(modeOf(tokenFile), 0o600);
    const logIn = () =>
      fetch(`${url}/api/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ code }),
      });
    assert.equal((await logIn()).status, 204);
    assert.equal((await logIn()).status, 401);
    child.kill('SIGINT');
    assert.equal((await once(child, 'close'))[0], 130);
  });

  it('says it to scripts in one line when it is ready, and no more', async () => {
    const server = await serving({});
    const document = await assertEnvelope(server.stdout(), 'serve');
    const { url, tokenFile, data } = document as Record<string, unknown>;
    assert.deepEqual(data, { url, tokenFile });
    assert.equal((await server.get('/api/crypto/status')).status, 200);
    const said = server.stdout();
    assert.equal((await server.end('SIGTERM')).code, 143);
    assert.equal(server.stdout(), said);
    assert.equal(said.split('\n').length, 2);
    assert.equal(server.stderr(), '');
  });

  it('ends within two seconds, with streams that are open', async () => {
    const server = await serving({});
    const streams = await Promise.all(
      [1, 2, 3].map(() => server.get('/api/dashboard/live-feed', { accept: 'text/event-stream' })),
    );
    const texts = streams.map(stream => stream.text());
    const { code, ms } = await server.end('SIGTERM');
    assert.equal(code, 143);
    assert.ok(ms < 2_000, `${ms} ms`);
    for (const text of await Promise.all(texts)) assert.match(text, /^event: snapshot$/m);
  });

  it('shows what a tick did, as the commands do, and changes nothing', async () => {
    const home = await trainedHome();
    const ticked = await hive(['trade', 'tick', '--as-of', TUESDAY, '--quiet'], { home, ...CONTROL });
    assert.equal(ticked.code, 0, ticked.stderr);
    const before = folderPrints(home);
    const server = await serving({ home, ...CONTROL }, '--as-of', TUESDAY);
    const shown = async (path: string) => JSON.parse(await (await server.get(path)).text()).data;
    const printed = async (...args: string[]) =>
      JSON.parse((await hive([...args, '--json', '--as-of', TUESDAY], { home, ...CONTROL })).stdout).data;
    assert.deepEqual(await shown('/api/crypto/status'), await printed('status'));
    assert.deepEqual(await shown('/api/crypto/positions'), await printed('positions'));
    for (const path of ['/', '/terminal', '/crypto', '/simple', '/training'])
      assert.equal((await server.get(path)).status, 200);
    await server.end('SIGTERM');
    const { 'state/serve-token': token, ...after } = folderPrints(home);
    assert.match(token ?? '', /^600 /);
    assert.deepEqual(after, before);
  });

  it('makes pages of the build whose modules all load', async () => {
    const server = await serving({});
    const seen = new Set<string>();
    for (const page of ['/terminal', '/crypto', '/simple', '/training']) {
      const html = await (await server.get(page)).text();
      for (const [, path = ''] of html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)) seen.add(path);
    }
    assert.ok(seen.size > 20);
    for (const path of seen) {
      const answer = await server.get(path);
      assert.equal(answer.status, 200, path);
      assert.match(path, /\.(?:js|css)$/);
      if (path.endsWith('early.js')) assert.doesNotMatch(await answer.text(), /^\s*export/m);
    }
  });

  it('is refused what cannot work, in one sentence', async () => {
    const home = tempHome();
    const refused = async (...flags: string[]) => {
      const { code, stdout, stderr } = await hive(['serve', ...flags], { home });
      assert.equal(stdout, '');
      return [code, errorOf(stderr)];
    };
    assert.deepEqual(await refused('--host', '0.0.0.0', '--port', '0'), [
      3,
      'The address "0.0.0.0" is not of this machine alone, and nothing protects it there.',
    ]);
    assert.equal((await refused('--host', '0.0.0.0', '--port', '0', '--behind-proxy'))[0], 3);
    const server = await serving({ home });
    assert.deepEqual(await refused('--port', String(server.port)), [
      5,
      `Cannot listen on 127.0.0.1, port ${server.port}: another program listens there.`,
    ]);
    chmodSync(server.tokenFile, 0o644);
    assert.deepEqual(await refused('--port', '0'), [
      3,
      `The token file ${server.tokenFile} may be used by others (mode 0644).`,
    ]);
  });

  it('tells systemd when it is ready, that it lives, and when it ends', async () => {
    const [home, tools] = [tempHome(), tempHome()];
    const record = join(tools, 'record');
    writeFileSync(join(tools, 'systemd-notify'), `#!/bin/sh\necho "$*" >> ${record}\n`, { mode: 0o755 });
    const env = { PATH: `${tools}:${process.env.PATH}`, NOTIFY_SOCKET: '/run/none', WATCHDOG_USEC: '300000' };
    const server = await serving({ home, env });
    const told = () => (existsSync(record) ? readFileSync(record, 'utf8').trim().split('\n') : []);
    while (told().length < 2) await new Promise(resolve => setTimeout(resolve, 20));
    await server.end('SIGTERM');
    assert.deepEqual(told().slice(0, 2), [`--ready --status=Serving at ${server.url}`, 'WATCHDOG=1']);
    assert.ok(told().includes('STOPPING=1'));
  });
});
