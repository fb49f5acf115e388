import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DoctorReport } from '../../src/lib/app/doctor/doctor.ts';
import type { HaltReport } from '../../src/lib/app/halt/halt.ts';
import { type ServedSandbox, serveSandbox } from '../../src/lib/sandbox/serve.ts';
import { atTerminal } from '../support/at-terminal.ts';
import { assertEnvelope, assertErrorEnvelope, hive, tempHome } from '../support/cli.ts';
import { sandboxDesk } from '../support/sandbox.ts';

/** The moment of the sandbox's clock. */
const NOW = ['--as-of', '2026-11-22T12:00:00Z'];

describe('mode live, rehearsed against a sandbox', () => {
  const desk = sandboxDesk({ fillDelayMs: 0 });
  const home = tempHome();
  const requests: string[] = [];
  let served: ServedSandbox;
  let account = '';

  before(async function () {
    if (process.platform !== 'linux') this.skip();
    served = await serveSandbox(desk.sandbox, {
      port: 0,
      onAnswer: ({ method, path }) => void requests.push(`${method} ${path}`),
    });
    account = String((await desk.send('GET /v2/account')).json.account_number);
    const { keyId, secret } = desk.sandbox.keys;
    writeFileSync(
      join(home, 'hive.config.json'),
      JSON.stringify({
        mode: 'live',
        broker: { kind: 'alpaca' },
        market: { crypto: { source: 'alpaca' }, stocks: { symbols: [] } },
        trading: { strategy: 'control' },
        alpaca: { accountNumber: account, tradingUrl: served.url, dataUrl: served.url },
      }),
    );
    const keys = JSON.stringify({ live: { keyId, secret } });
    writeFileSync(join(home, 'alpaca-keys.json'), keys, { mode: 0o600 });
  });
  after(() => served?.close());

  const run = (...line: string[]) => hive([...line, ...NOW, '--json'], { home });
  const refused = async (...line: string[]) => {
    const { code, stdout } = await run(...line);
    return [code, assertErrorEnvelope(stdout).code];
  };
  const types = () =>
    readFileSync(join(home, 'state', 'journal.jsonl'), 'utf8')
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line).type);

  it('sends nothing before it is armed', async () => {
    requests.length = 0;
    assert.deepEqual(await refused('trade', 'tick'), [6, 'NOT_ARMED']);
    assert.deepEqual(requests, []);
  });

  it('is not armed by another sentence', async () => {
    const { code, shown } = await atTerminal(['trade', 'arm', ...NOW], { home }, 'trade live\n');
    assert.equal(code, 6, shown);
    assert.match(shown, new RegExp(`To allow it, type: trade ${account} live`));
    assert.deepEqual(await refused('trade', 'tick'), [6, 'NOT_ARMED']);
  });

  it('is armed by the sentence that names the account', async () => {
    const { code, shown } = await atTerminal(
      ['trade', 'arm', '--days', '7', ...NOW],
      { home },
      `trade ${account} live\n`,
    );
    assert.equal(code, 0, shown);
    assert.match(shown, /Cash +\$10,000\.00/);
    assert.match(shown, /may be traded until 2026-11-29 12:00Z/);
    assert.deepEqual(types(), ['GENESIS', 'CONFIG', 'ARMED']);
    const { code: ticked, stdout } = await run('trade', 'tick');
    assert.equal(ticked, 0, stdout);
  });

  it('passes the doctor, who only reads', async () => {
    requests.length = 0;
    const { code, stdout } = await run('doctor');
    const { checks } = (await assertEnvelope(stdout, 'doctor')).data as DoctorReport;
    assert.equal(code, 0, JSON.stringify(checks.filter(({ state }) => state === 'problem')));
    assert.deepEqual(
      requests.filter(line => !line.startsWith('GET ')),
      [],
    );
    assert.ok(requests.length > 0);
  });

  it('is halted here and at the broker, and resumed at both', async () => {
    const suspended = async () => (await desk.send('GET /v2/account')).json.trade_suspended_by_user;
    const { code, stdout } = await run('trade', 'halt', '--reason', 'alarm');
    const { steps } = (await assertEnvelope(stdout, 'trade-halt')).data as HaltReport;
    assert.deepEqual([code, steps.cancel.state, steps.suspend.state], [0, 'done', 'done']);
    assert.equal(await suspended(), true);
    assert.equal((await run('trade', 'resume', '--reason', 'fine')).code, 0);
    assert.equal(await suspended(), false);
  });

  it('is halted here though the broker is gone; the resume then waits for it', async () => {
    const { port } = served;
    await served.close();
    const { code, stderr } = await hive(['trade', 'halt', '--quiet', ...NOW], { home });
    assert.equal(code, 5, stderr);
    assert.deepEqual(await refused('trade', 'resume', '--reason', 'fine'), [5, 'STILL_SUSPENDED']);
    served = await serveSandbox(desk.sandbox, { port });
    assert.equal((await run('trade', 'resume', '--reason', 'fine')).code, 0);
  });

  it('sends nothing any more once it is disarmed', async () => {
    assert.equal((await run('trade', 'disarm', '--reason', 'holiday')).code, 0);
    assert.deepEqual(await refused('trade', 'tick'), [6, 'NOT_ARMED']);
    assert.equal(types().at(-1), 'DISARMED');
  });
});
