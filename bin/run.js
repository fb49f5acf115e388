#!/usr/bin/env node
// Read by any Node that knows ES modules: a version that is too old hands over to a newer one. Nothing here
// may use syntax or built-ins that are younger than Node 12.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FLOOR = [22, 18];
const SIGNALS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 };
const here = fileURLToPath(import.meta.url);
const root = dirname(dirname(here));

if (isOld(process.versions.node)) handOver();
else start();

function isOld(version) {
  const parts = version.split('.').map(Number);
  return parts[0] < FLOOR[0] || (parts[0] === FLOOR[0] && parts[1] < FLOOR[1]);
}

/** Runs the same command line under a newer Node; its exit code and signals become ours. */
function handOver() {
  const node = newerNode();
  if (node === undefined)
    return refuse(
      'HIVE TRADE needs Node 22.18 or newer; this is ' +
        process.versions.node +
        '. Install Node 24, or set HIVE_NODE to one.',
    );
  // A HIVE_NODE that is itself too old must not hand over again for ever.
  if (process.env.HIVE_HANDED_OVER)
    return refuse(`HIVE_NODE names a Node older than 22.18 (${process.versions.node}). Set it to Node 24.`);
  const env = Object.assign({}, process.env, { HIVE_HANDED_OVER: '1' });
  const child = spawn(node, [here].concat(process.argv.slice(2)), { stdio: 'inherit', env: env });
  Object.keys(SIGNALS).forEach(name => {
    process.on(name, () => forward(child, name));
  });
  child.on('error', error => refuse(`Cannot start ${node} (${error.message}). Set HIVE_NODE to Node 24.`));
  child.on('exit', (code, signal) => process.exit(signal ? SIGNALS[signal] || 1 : code));
}

/** What a terminal sends, it sends to the child as well; a second signal would cut its clean end short. */
function forward(child, name) {
  const isFromTerminal =
    name !== 'SIGTERM' && (process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY);
  if (!isFromTerminal) child.kill(name);
}

function newerNode() {
  if (process.env.HIVE_NODE) return process.env.HIVE_NODE;
  const platform = `${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const file = join(root, 'node_modules', `node-${platform}`, 'bin', name);
  return existsSync(file) ? file : undefined;
}

function refuse(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exitCode = 3;
}

function start() {
  delete process.env.HIVE_HANDED_OVER;
  if (!existsSync(join(root, 'dist', 'main.js'))) return refuse('Not built yet: run npm run build');
  import('./start.js')
    .then(({ startHive }) => startHive(() => import('../dist/main.js'), { root: root }))
    .catch(error => {
      process.stderr.write(`Error: HIVE cannot start. Next: run npm run build.\n${error.stack}\n`);
      process.exitCode = 1;
    });
}
