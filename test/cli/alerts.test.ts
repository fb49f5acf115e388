import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assertEnvelope, assertErrorEnvelope, hive, tempHome } from '../support/cli.ts';
import { hookServer } from '../support/hook-server.ts';
import { modeOf } from '../support/temp-folder.ts';
import { fileNames, tradedHome } from '../support/traded-home.ts';
import { typedAnswers } from '../support/typed-answers.ts';

const CANARY = 'canary-of-alerts-cli-test-4d1b';
const hook = hookServer();
const url = (path: string) => hook().at(`/${path}/${CANARY}`);

/** Runs a command line, of which no word may show the secret. */
async function run(line: string, options: Parameters<typeof hive>[1] = {}) {
  const result = await hive(line.split(' '), options);
  assert.doesNotMatch(result.stdout + result.stderr, /canary/);
  return result;
}

describe('hive alerts', () => {
  it('adds, tests and lists channels without ever showing an address', async () => {
    const home = tempHome();
    const env = { HIVE_DEBUG: '1' };
    const file = join(home, 'alerts.json');
    const added = await run('alerts add slack team --only problem,recovered --from-stdin --json', {
      ...{ home, env, input: `${url('taken')}\n` },
    });
    const { data } = await assertEnvelope(added.stdout, 'alerts-add');
    assert.deepEqual(data, { name: 'team', host: hook().host, file });
    assert.equal(modeOf(file), 0o600);
    await run('alerts ping cycle --from-stdin', { home, env, input: url('ping') });
    const { channels } = JSON.parse(readFileSync(file, 'utf8'));
    channels.push({ name: 'dead', format: 'json', url: url('fail') });
    writeFileSync(file, JSON.stringify({ channels }));

    const tested = await run('alerts test', { home, env });
    assert.equal(tested.code, 5);
    assert.match(tested.stdout, /taken {2}team {3}127\.0\.0\.1:\d+: it answered 200: ok/);
    assert.match(tested.stdout, /FAILED {2}dead {2}127\.0\.0\.1:\d+: it answered 500: no \[redacted\]/);
    const listed = await run('alerts list --json', { home, env });
    await assertEnvelope(listed.stdout, 'alerts-list');
  });

  it('refuses an address on the command line, and a bad one, in one sentence that does not quote it', async () => {
    const home = tempHome();
    const bad = await run('alerts add json a --from-stdin --json', {
      ...{ home, env: { HIVE_DEBUG: '1' }, input: `http://example.com/${CANARY}` },
    });
    assert.equal(assertErrorEnvelope(bad.stdout).code, 'BAD_ADDRESS');
    const silent = await run('alerts add json a --json', { home });
    assert.deepEqual([silent.code, assertErrorEnvelope(silent.stdout).code], [2, 'NO_TERMINAL']);
    assert.equal(existsSync(join(home, 'alerts.json')), false);
  });

  it('asks a person for the address without showing what is typed', async () => {
    const home = tempHome();
    const { code, shown } = await typedAnswers(['alerts', 'add', 'json', 'typed'], { home }, [
      [/Address of typed: /, `${url('typed')}\r`],
    ]);
    assert.equal(code, 0, shown);
    assert.doesNotMatch(shown, /canary/);
    assert.match(readFileSync(join(home, 'alerts.json'), 'utf8'), new RegExp(CANARY));
  });
});

describe('a tick whose channels are dead', () => {
  it('ends as it would without them, within its bound, and no file or stream has a secret', async () => {
    const home = await tradedHome();
    const at = ['--as-of', '2026-09-24T00:07:00Z'];
    const line = ['trade', 'tick', '--quiet', ...at];
    const before = await hive(line, { home });
    const channels = ['hang', 'break', 'taken'].map(name => ({ name, format: 'json', url: url(name) }));
    const pings = { tick: url('hang-ping') };
    writeFileSync(join(home, 'alerts.json'), JSON.stringify({ channels, pings }), { mode: 0o600 });
    writeFileSync(join(home, 'state', 'HALT'), 'by hand');
    const env = { HIVE__ALERTS__ON_AS_OF: 'true', HIVE_DEBUG: '1' };
    const startedAt = performance.now();
    const { code, stdout, stderr } = await hive(line, { home, env });
    assert.ok(performance.now() - startedAt < 9_000);
    assert.deepEqual([before.code, code, stdout], [0, 6, '']);
    assert.ok(hook().paths.includes(`/taken/${CANARY}`) && hook().paths.includes(`/hang-ping/${CANARY}/6`));
    assert.match(
      stderr,
      /The alert channel hang \(127\.0\.0\.1:\d+\) did not take a message: it did not answer in time/,
    );
    assert.doesNotMatch(stdout + stderr, /canary/);
    for (const name of fileNames(home).filter(file => file !== 'alerts.json'))
      assert.ok(!readFileSync(join(home, name)).includes(CANARY), name);
  });
});
