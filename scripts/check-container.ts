import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fromRegistry } from './check/registry.ts';
import { type Ran, run } from './check/run.ts';
import { NotHere, tally } from './check/tally.ts';
import { buildSteps } from './container/build-steps.ts';
import { parseDockerfile } from './container/dockerfile.ts';

// Builds the Dockerfile's steps without an engine, in a temporary folder, and runs what comes out as its user.
const USER = 1000;

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const work = mkdtempSync(join(tmpdir(), 'hive-container-'));
chmodSync(work, 0o755);
process.once('exit', () => rmSync(work, { recursive: true, force: true }));

const stages = parseDockerfile(readFileSync(join(root, 'Dockerfile'), 'utf8'));
const image = join(work, stages.at(-1)?.name ?? '');
const env = { HOME: '/nonexistent', HIVE_HOME: join(image, 'hive') };
const asUser = [
  ...['setpriv', `--reuid=${USER}`, `--regid=${USER}`, '--clear-groups'],
  ...[process.execPath, join(image, 'usr/local/bin/hive')],
];

await tally('container', [
  { name: 'every step of the Dockerfile', run: build, isBase: true },
  { name: 'nothing but the installed package is in the image', run: clean },
  { name: 'the command that it starts exists', run: startsCommand },
  { name: 'its user has a home and nothing else to write to', run: privateHome },
  { name: 'the health check is well in a new home', run: healthy },
  { name: 'as process 1 it ends when it is told to', run: endsWhenTold },
]);

function build(): void {
  if (process.getuid?.() !== 0) throw new NotHere('only root can give the home to the user of the image');
  const ignore = readFileSync(join(root, '.dockerignore'), 'utf8');
  fromRegistry(() => buildSteps(stages, { into: work, context: root, ignore }));
}

function clean(): void {
  assert.deepEqual(readdirSync(image).sort(), ['hive', 'opt', 'usr']);
  assert.deepEqual(readdirSync(join(image, 'opt/hive/lib/node_modules')), ['hive-trade']);
  const home = join(image, 'opt/hive/lib/node_modules/hive-trade');
  for (const name of ['src', 'test', 'toolchain', '.npmrc']) assert.ok(!existsSync(join(home, name)), name);
}

function startsCommand(): void {
  const [entry, command] = ['ENTRYPOINT', 'CMD'].map(name => JSON.parse(textOf(name)) as string[]);
  assert.deepEqual(entry, ['hive']);
  const { stdout } = ended(hive([...command!, '--help']));
  for (const flag of command!.filter(word => word.startsWith('--'))) assert.ok(stdout.includes(flag), flag);
}

function privateHome(): void {
  const { uid, gid, mode } = statSync(join(image, 'hive'));
  assert.deepEqual([uid, gid, mode & 0o777], [USER, USER, 0o700]);
  ended(hive(['demo', '--days', '1', '--home', join(image, 'hive/demo')]));
  assert.deepEqual(readdirSync(join(image, 'hive')), ['demo']);
}

function healthy(): void {
  const [, words = '[]'] = /CMD (\[.*\])$/.exec(textOf('HEALTHCHECK')) ?? [];
  const [program, ...args]: string[] = JSON.parse(words);
  assert.equal(program, 'hive');
  assert.equal(ended(hive(args)).stdout, '');
}

/** Process 1 gets no signal that it does not listen to. */
function endsWhenTold(): void {
  const apart = 'unshare --pid --fork --kill-child --mount-proc';
  if (run('/bin/sh', ['-c', `${apart} true`], { cwd: work }).code !== 0)
    throw new NotHere('no namespace of processes can be made here');
  const script = `
    ${apart} "$@" serve --port 0 > out 2>&1 &
    i=0; until grep -q http out || [ $i -eq 300 ]; do sleep 0.1; i=$((i + 1)); done
    kill -TERM "$(pgrep -P $!)"
    wait $!`;
  const { code } = run('/bin/sh', ['-c', script, 'sh', ...asUser], { cwd: work, env, timeout: 120_000 });
  assert.equal(code, 143, readFileSync(join(work, 'out'), 'utf8'));
}

function hive(args: readonly string[]): Ran {
  return run(asUser[0]!, [...asUser.slice(1), ...args], { cwd: join(image, 'hive'), env });
}

function ended(ran: Ran): Ran {
  assert.equal(ran.code, 0, ran.stdout + ran.stderr);
  return ran;
}

/** What stands behind an instruction of the last stage. */
function textOf(name: string): string {
  return stages.at(-1)?.steps.find(step => step.name === name)?.text ?? '';
}
