import assert from 'node:assert/strict';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assertEnvelope, hive, startHive, tempHome } from '../support/cli.ts';
import { modeOf } from '../support/temp-folder.ts';

const running: ChildProcessWithoutNullStreams[] = [];

/** A sandbox process on a free port, and how to ask it with its own keys. */
async function started(home: string, ...flags: string[]) {
  const child = startHive(['sandbox', '--port', '0', ...flags], { home });
  running.push(child);
  const log = collected(child.stderr);
  let page = '';
  while (!page.includes('Ctrl-C.\n')) page += String((await once(child.stdout, 'data'))[0]);
  const found = (pattern: RegExp) => pattern.exec(page)?.[1] ?? '';
  const url = found(/URL +(\S+)/);
  const headers = {
    'apca-api-key-id': found(/APCA_API_KEY_ID=(\S+)/),
    'apca-api-secret-key': found(/APCA_API_SECRET_KEY=(\S+)/),
  };
  const ask = async (line: string, body?: object) => {
    const [method = '', target = ''] = line.split(' ');
    const response = await fetch(url + target, {
      method,
      headers,
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return (await response.json()) as Record<string, unknown>;
  };
  return { child, page, url, headers, ask, log };
}

function collected(stream: NodeJS.ReadableStream): () => string {
  let text = '';
  stream.on('data', chunk => {
    text += chunk;
  });
  return () => text;
}

async function ended(child: ChildProcessWithoutNullStreams, signal: NodeJS.Signals): Promise<number | null> {
  child.kill(signal);
  const [code] = await once(child, 'close');
  return code;
}

const order = (id: string) => ({
  symbol: 'BTC/USD',
  side: 'buy',
  type: 'market',
  time_in_force: 'gtc',
  notional: '75',
  client_order_id: id,
});

describe('hive sandbox', () => {
  afterEach(() => {
    for (const child of running.splice(0)) child.kill('SIGKILL');
  });

  it('says where it is, that it is simulated, and how to use it', async () => {
    const { page, url } = await started(tempHome());
    assert.match(page, /^SIMULATED broker, seed 42/);
    assert.match(url, /^http:\/\/127\.0\.0\.1:\d+$/);
    const settings = JSON.parse(page.slice(page.indexOf('{'), page.lastIndexOf('}') + 1));
    assert.deepEqual(settings, {
      mode: 'paper',
      broker: { kind: 'alpaca' },
      alpaca: { tradingUrl: url, dataUrl: url },
      market: { crypto: { source: 'alpaca' } },
    });
  });

  it('keeps its books through a kill at any moment, and its keys', async () => {
    const home = tempHome();
    const first = await started(home, '--fill-delay', '0');
    for (const id of ['one', 'two', 'three']) await first.ask('POST /v2/orders', order(id));
    const before = await first.ask('GET /sandbox/ledger');
    assert.equal(await ended(first.child, 'SIGKILL'), null);
    const second = await started(home);
    assert.deepEqual(await second.ask('GET /sandbox/ledger'), before);
    assert.deepEqual(second.headers, first.headers);
    assert.deepEqual(await second.ask('POST /v2/orders', order('one')), {
      code: 40010001,
      message: 'client_order_id must be unique',
    });
    assert.equal(modeOf(join(home, 'state', 'sandbox.json')), 0o600);
  });

  it('has every answered order in its file, when it is killed between two of many', async () => {
    const home = tempHome();
    const { child, ask } = await started(home);
    const answered: unknown[] = [];
    const posting = (async () => {
      for (let count = 0; ; count++) answered.push((await ask('POST /v2/orders', order(`kill-${count}`))).id);
    })().catch(() => undefined);
    while (answered.length < 10) await new Promise(resolve => setTimeout(resolve, 2));
    await ended(child, 'SIGKILL');
    await posting;
    const kept = JSON.parse(readFileSync(join(home, 'state', 'sandbox.json'), 'utf8'));
    const ids = kept.books.orders.map(({ id }: { id: string }) => id);
    assert.deepEqual(ids.slice(0, answered.length), answered);
    assert.ok(ids.length <= answered.length + 1);
  });

  it('ends with 130 or 143 on a signal, and with one document under --json', async () => {
    const { child } = await started(tempHome());
    assert.equal(await ended(child, 'SIGINT'), 130);
    const port = '7377';
    const json = startHive(['sandbox', '--json', '--port', port]);
    running.push(json);
    const stdout = collected(json.stdout);
    for (let answers = false; !answers; ) {
      answers = await fetch(`http://127.0.0.1:${port}/v2/clock`).then(
        () => true,
        () => new Promise<boolean>(resolve => setTimeout(() => resolve(false), 50)),
      );
    }
    assert.equal(await ended(json, 'SIGTERM'), 143);
    const { data } = await assertEnvelope(stdout(), 'sandbox');
    assert.equal((data as { requests: number }).requests, 1);
  });

  it('logs each request on a line, without a key', async () => {
    const { child, ask, headers, log } = await started(tempHome(), '--fault', 'slow:1@GET /v2/clock');
    await ask('GET /v2/clock');
    await ended(child, 'SIGTERM');
    assert.match(log(), /^\d\d:\d\d:\d\d\.\d{3} GET \/v2\/clock 200 \(delay\)\n$/);
    for (const secret of Object.values(headers)) assert.ok(!log().includes(secret));
  });

  it('plans the faults of the flags and of a file', async () => {
    const home = tempHome();
    writeFileSync(join(home, 'faults.json'), '{"faults": ["hang#7"]}');
    const { ask } = await started(home, '--fault-file', join(home, 'faults.json'), '--fault', 'deposit:5');
    await ask('GET /v2/clock');
    const { faults } = await ask('GET /sandbox/faults');
    assert.deepEqual(faults, [
      { fault: 'hang@POST /v2/orders#7', seen: 0 },
      { fault: 'deposit:5@*#1', seen: 1 },
    ]);
  });

  it('is refused what cannot work, in one sentence', async () => {
    const home = tempHome();
    const refused = async (...flags: string[]) => {
      const { code, stderr } = await hive(['sandbox', ...flags], { home });
      return [code, /^Error: (.*)$/m.exec(stderr)?.[1]];
    };
    assert.deepEqual(await refused('--fault', 'resetafter'), [2, 'There is no fault "resetafter".']);
    const { url } = await started(home);
    assert.equal((await refused())[0], 75);
    assert.equal((await refused('--state', join(home, 'other.json'), '--port', new URL(url).port))[0], 3);
    running.pop()?.kill('SIGKILL');
    const path = join(home, 'damaged.json');
    writeFileSync(path, '{"version": 1');
    assert.deepEqual(await refused('--state', path), [4, `The state of the sandbox in ${path} is damaged.`]);
    const [code, message] = await refused('--seed', '7');
    assert.equal(code, 3);
    assert.match(String(message), /is of seed 42, not 7/);
  });
});
