import assert from 'node:assert/strict';
import { cpSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { assertErrorEnvelope, hive, projectRoot, type startHive, tempHome } from '../support/cli.ts';

/** A copy of `bin` alone, as in a checkout that was never installed or built. */
function bareCheckout(): string {
  const root = tempHome();
  cpSync(join(projectRoot, 'bin'), join(root, 'bin'), { recursive: true });
  cpSync(join(projectRoot, 'package.json'), join(root, 'package.json'));
  return join(root, 'bin', 'run.js');
}

async function endOf(child: ReturnType<typeof startHive>): Promise<{ code: number | null; stderr: string }> {
  let stderr = '';
  child.stderr.on('data', chunk => {
    stderr += chunk;
  });
  const code = await new Promise<number | null>(resolve => child.once('close', resolve));
  return { code, stderr };
}

async function shell(script: string, env: Record<string, string> = {}) {
  const { spawn } = await import('node:child_process');
  const child = spawn('bash', ['-o', 'pipefail', '-c', script], {
    env: { ...process.env, HIVE_HOME: tempHome(), ...env },
  });
  return endOf(child);
}

const run = join(projectRoot, 'bin', 'run.js');
const quotedRun = `"${process.execPath}" "${run}"`;

describe('bin/run.js', () => {
  it('leads with examples and lists the commands', async () => {
    const { code, stdout, stderr } = await hive(['--help']);
    assert.equal(code, 0);
    assert.equal(stderr, '');
    assert.ok(stdout.indexOf('EXAMPLES') < stdout.indexOf('TOPICS'));
    assert.match(stdout, /config +See and check the settings/);
  });

  it('ends quietly with 0 when the reader has seen enough', async () => {
    for (const command of ['--help', 'config show', 'schema config']) {
      assert.deepEqual(await shell(`${quotedRun} ${command} | head -1 >/dev/null`), { code: 0, stderr: '' });
    }
  });

  it('says so and exits 4 when there is no space behind stdout', async () => {
    const { code, stderr } = await shell(`${quotedRun} config show > /dev/full`);
    assert.equal(code, 4);
    assert.match(stderr, /^Error: the output cannot be written \(ENOSPC\)\.\nNext: .*\n$/);
  });

  it('says what to do when nothing was built', async () => {
    const { code, stderr } = await shell(`"${process.execPath}" "${bareCheckout()}" --help`);
    assert.deepEqual({ code, stderr }, { code: 3, stderr: 'Not built yet: run npm run build\n' });
  });

  it('refuses an unknown command as one JSON document', async () => {
    const { code, stdout, stderr } = await hive(['confg', '--json']);
    assert.equal(code, 2);
    assert.deepEqual(assertErrorEnvelope(stdout), {
      code: 'USAGE',
      message: 'Unknown command "confg".',
      next: 'Did you mean "hive config"?',
      retryable: false,
    });
    assert.equal(stderr, 'Error: Unknown command "confg".\nNext: Did you mean "hive config"?\n');
  });

  it('refuses an unknown command below a topic', async () => {
    const { code, stdout, stderr } = await hive(['config', 'shwo']);
    assert.deepEqual({ code, stdout }, { code: 2, stdout: '' });
    assert.match(stderr, /Did you mean "hive config show"\?/);
  });

  it('answers hive help with pages and with the help of a command', async () => {
    const page = await hive(['help', 'exit-codes']);
    assert.match(page.stdout, /75 {13}Another run holds the lock/);
    const command = await hive(['help', 'config', 'show']);
    assert.match(command.stdout, /\$ hive config show \[KEY\]/);
  });
});

describe('bin/run.js under an old Node', () => {
  const old = '/usr/bin/node';

  before(async function () {
    const { spawnSync } = await import('node:child_process');
    const { status, stdout } = spawnSync(old, ['--version'], { encoding: 'utf8' });
    const major = Number(stdout?.slice(1).split('.')[0]);
    if (status !== 0 || major >= 22) this.skip();
  });

  it('hands over to HIVE_NODE and passes output and exit code on', async () => {
    const good = await hive(['config', 'show', 'seed'], { node: old, env: { HIVE_NODE: process.execPath } });
    assert.equal(good.code, 0);
    assert.match(good.stdout, /^seed +42$/m);
    const bad = await hive(['nosuch'], { node: old, env: { HIVE_NODE: process.execPath } });
    assert.equal(bad.code, 2);
  });

  it('says what to install when there is no newer Node', async () => {
    const { code, stderr } = await shell(`"${old}" "${bareCheckout()}" --help`, { HIVE_NODE: '' });
    assert.equal(code, 3);
    assert.match(
      stderr,
      /^HIVE TRADE needs Node 22\.18 or newer; this is \d+\.\d+\.\d+\. Install Node 24.*\n$/,
    );
  });

  it('does not hand over for ever when HIVE_NODE is old too', async () => {
    const { code, stderr } = await hive(['--help'], { node: old, env: { HIVE_NODE: old } });
    assert.equal(code, 3);
    assert.match(stderr, /^HIVE_NODE names a Node older than 22\.18/);
  });

  it('says so when HIVE_NODE cannot be started', async () => {
    const { code, stderr } = await hive(['--help'], { node: old, env: { HIVE_NODE: '/no/such/node' } });
    assert.equal(code, 3);
    assert.match(stderr, /^Cannot start \/no\/such\/node/);
  });

  it('finds the Node of the workspace', async () => {
    const root = join(bareCheckout(), '..', '..');
    const folder = join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin');
    mkdirSync(folder, { recursive: true });
    symlinkSync(process.execPath, join(folder, 'node'));
    const { stderr } = await shell(`"${old}" "${join(root, 'bin', 'run.js')}" --help`, { HIVE_NODE: '' });
    assert.equal(stderr, 'Not built yet: run npm run build\n');
  });
});

describe('bin/dev.js', () => {
  it('runs the sources without a build', async () => {
    const dev = join(projectRoot, 'bin', 'dev.js');
    const { code, stderr } = await shell(`"${process.execPath}" "${dev}" config check --quiet`);
    assert.deepEqual({ code, stderr }, { code: 0, stderr: '' });
  });
});
