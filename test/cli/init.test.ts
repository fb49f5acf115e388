import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Config } from '@oclif/core';
import { choicesOf } from '../../src/lib/app/init/choices.ts';
import type { Sandbox } from '../../src/lib/sandbox/sandbox.ts';
import { type ServedSandbox, serveSandbox } from '../../src/lib/sandbox/serve.ts';
import { assertEnvelope, assertErrorEnvelope, hive, projectRoot, tempHome } from '../support/cli.ts';
import { sandboxDesk } from '../support/sandbox.ts';
import { typedAnswers } from '../support/typed-answers.ts';

const CANARY = 'PKCANARYCANARY\ncanary-secret-canary\n';

describe('hive init on the command line', () => {
  let sandbox: Sandbox;
  let served: ServedSandbox;

  before(async () => {
    sandbox = sandboxDesk().sandbox;
    served = await serveSandbox(sandbox, { port: 0 });
  });
  after(() => served.close());

  it('makes a home that hive config check takes, with a schema that is there', async () => {
    const cwd = tempHome();
    const home = join(cwd, 'new');
    const { code, stdout } = await hive(['init', '--json'], { home, cwd });
    assert.equal(code, 0);
    const { data } = await assertEnvelope(stdout, 'init');
    assert.deepEqual((data as { next: string[] }).next[0], 'hive train cycle');
    const [, url] = /"\$schema": "([^"]+)"/.exec(readFileSync(join(home, 'hive.config.json'), 'utf8'))!;
    assert.ok(existsSync(fileURLToPath(url!)), url);
    const check = await hive(['config', 'check'], { home });
    assert.match(check.stdout, /is valid; 4 settings changed/);
  });

  it('shows no key that the broker refuses, in no output, with no flag, and writes nothing', async () => {
    const cwd = tempHome();
    const home = join(cwd, 'new');
    const line = ['init', '--mode', 'paper', '--sandbox', served.url, '--keys-from', '-', '--json'];
    const refused = await hive(line, { home, cwd, input: CANARY, env: { HIVE_DEBUG: '1' } });
    assert.equal(refused.code, 3);
    assert.equal(assertErrorEnvelope(refused.stdout).code, 'BAD_KEYS');
    assert.doesNotMatch(refused.stdout + refused.stderr, /CANARY|canary-/);
    assert.ok(!existsSync(home));
  });

  it('keeps keys from standard input in a private file, and nowhere else', async () => {
    const cwd = tempHome();
    const home = join(cwd, 'new');
    const { keyId, secret } = sandbox.keys;
    const line = ['init', '--mode', 'paper', '--sandbox', served.url, '--keys-from', '-'];
    const { code, stdout, stderr } = await hive(line, { home, cwd, input: `${keyId}\n${secret}\n` });
    assert.deepEqual([code, stderr], [0, '']);
    assert.doesNotMatch(stdout, new RegExp(`${keyId}|${secret}`));
    const holders = readdirSync(home).filter(name => readFileSync(join(home, name), 'utf8').includes(secret));
    assert.deepEqual(holders, ['alpaca-keys.json']);
    assert.equal(statSync(join(home, 'alpaca-keys.json')).mode & 0o777, 0o600);
  });

  it('asks at a terminal without showing keys', async function () {
    if (process.platform !== 'linux') this.skip();
    const home = tempHome();
    const { keyId, secret } = sandbox.keys;
    const { code, shown, unasked } = await typedAnswers(['init', '--sandbox', served.url], { home }, [
      [/Mode .*: $/, 'paper\r'],
      [/Broker .*: $/, '\r'],
      [/Symbols .*: $/, '\r'],
      [/Strategy .*: $/, '\r'],
      // A key that was mistyped and taken back by Ctrl-U, then a backspace.
      [/Key id.*: $/, `wrong\x15${keyId}x\x7f\r`],
      [/Secret key: $/, `${secret}\r`],
      [/Write .*: $/, 'y\r'],
    ]);
    assert.deepEqual([code, unasked], [0, 0], shown);
    assert.doesNotMatch(shown, new RegExp(`${keyId}|${secret}|wrong`));
    const kept = JSON.parse(readFileSync(join(home, 'alpaca-keys.json'), 'utf8'));
    assert.deepEqual(kept, { paper: sandbox.keys });
  });

  it('leaves nothing half done at Ctrl-C, and a terminal that shows what is typed', async function () {
    if (process.platform !== 'linux') this.skip();
    const home = tempHome();
    const after = 'stty -a | grep -o -- "-\\{0,1\\}\\(echo\\|icanon\\)\\b"';
    const line = ['init', '--mode', 'paper', '--symbols', 'BTC/USD', '--strategy', 'forest'];
    const { code, shown } = await typedAnswers(line, { home, after }, [
      [/Broker .*: $/, '\r'],
      [/Key id.*: $/, 'PKCANARY\x03'],
    ]);
    assert.equal(code, 130, shown);
    assert.match(shown, /^icanon\r\necho\r\n$|^echo\r\nicanon\r\n$/m);
    assert.doesNotMatch(shown, /CANARY/);
    assert.deepEqual(readdirSync(home), []);
  });

  it('does not read keys from a terminal that would show them', async function () {
    if (process.platform !== 'linux') this.skip();
    const home = tempHome();
    const { code, shown } = await typedAnswers(['init', '--keys-from', '-'], { home }, []);
    assert.equal(code, 2);
    assert.match(shown, /would show the keys/);
  });

  it('offers by its flags what the schema knows', async () => {
    const { flags } = (await Config.load(projectRoot)).findCommand('init', { must: true });
    const options = (name: string) => (flags[name] as { options?: string[] }).options;
    assert.deepEqual(options('mode'), choicesOf('mode').names);
    assert.deepEqual(options('broker'), choicesOf('broker.kind').names);
    assert.deepEqual(options('source'), choicesOf('market.crypto.source').names);
    assert.deepEqual(options('strategy'), choicesOf('trading.strategy').names);
  });

  it('touches neither a configuration that is there nor one that --config names', async () => {
    const home = tempHome();
    writeFileSync(join(home, 'hive.config.json'), '{}');
    const there = await hive(['init', '--json'], { home });
    assert.equal(assertErrorEnvelope(there.stdout).code, 'CONFIG_EXISTS');
    const named = await hive(['init', '--config', 'x.json', '--force'], { home });
    assert.equal(named.code, 2);
    assert.equal(readFileSync(join(home, 'hive.config.json'), 'utf8'), '{}');
  });
});
