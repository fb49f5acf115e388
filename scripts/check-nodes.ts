import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fetchNode } from './check/node-binary.ts';
import { fromRegistry, QUICK } from './check/registry.ts';
import { type Ran, run } from './check/run.ts';
import { type Step, tally } from './check/tally.ts';
import { npm } from './package/npm.ts';
import { packProject } from './package/stage.ts';

// Installs the packed project as a user does, with scripts disabled, and runs it under each Node that it promises to
// run under: the floor, the one it is developed with, and the newest; one below the floor has to be refused.
const NODES = ['22.18.0', '26.10.0'];
const OLD_NODE = '20.20.2';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const work = mkdtempSync(join(tmpdir(), 'hive-nodes-'));
process.once('exit', () => rmSync(work, { recursive: true, force: true }));

const prefix = folder('prefix');
const hiveFile = join(prefix, 'bin', 'hive');

await tally('nodes', [
  { name: 'installs globally with scripts disabled', run: install, isBase: true },
  { name: `node ${OLD_NODE}: one sentence and exit 3`, run: refusal },
  ...[process.versions.node, ...NODES].map(runsUnder),
]);

function install(): void {
  const tarball = packProject({ root, stage: folder('stage') });
  const args = ['install', '--global', '--prefix', prefix, '--ignore-scripts', ...QUICK];
  fromRegistry(() => npm([...args, tarball], work));
}

function refusal(): void {
  const { code, stdout, stderr } = hive(fetchNode(OLD_NODE, folder(OLD_NODE)), ['demo'], folder('refused'));
  assert.equal(code, 3);
  assert.equal(stdout, '');
  assert.match(stderr, /^HIVE TRADE needs Node 22\.18 or newer; this is 20\.20\.2\. [^\n]+\n$/);
}

function runsUnder(version: string): Step {
  return {
    name: `node ${version}: hive --version, doctor --offline, demo --days 4`,
    run: () => demo(version),
  };
}

function demo(version: string): void {
  const isOwn = version === process.versions.node;
  const node = isOwn ? process.execPath : fetchNode(version, folder(version));
  const cwd = folder(`cwd ${version}`);
  assert.match(ended(hive(node, ['--version'], cwd)).stdout, new RegExp(`node-v${version}\\s`));
  ended(hive(node, ['doctor', '--offline'], cwd));
  const { stdout } = ended(hive(node, ['demo', '--days', '4'], cwd));
  assert.match(stdout, /What came of it/);
  ended(hive(node, ['journal', 'verify', '--home', join(cwd, 'hive-demo')], cwd));
}

/** Done, and nothing on stderr that is not progress: cron would mail it. */
function ended(ran: Ran): Ran {
  assert.equal(ran.code, 0, ran.stderr);
  assert.doesNotMatch(ran.stderr, /warning/i);
  return ran;
}

function hive(node: string, args: readonly string[], cwd: string): Ran {
  return run(node, [hiveFile, ...args], { cwd, env: { HOME: cwd } });
}

function folder(name: string): string {
  const path = join(work, name);
  mkdirSync(path, { recursive: true });
  return path;
}
