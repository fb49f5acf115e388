import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fromRegistry, QUICK } from './check/registry.ts';
import { type Ran, run } from './check/run.ts';
import { tally } from './check/tally.ts';
import { npm } from './package/npm.ts';

// Installs examples/danfojs in a folder of its own, from the package registry alone and with scripts disabled, and does
// there what its README says. Needs a build.
const FILES = ['package.json', 'package-lock.json', '.npmrc', 'analyse.js'];
const MONTH = { HIVE__LEARNING__WINDOW: '200', HIVE__LEARNING__FOREST__TREES: '20' };

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const work = mkdtempSync(join(tmpdir(), 'hive-danfojs-'));
process.once('exit', () => rmSync(work, { recursive: true, force: true }));

const hiveFile = join(root, 'bin', 'run.js');
const contract = 'test/lib/frame/danfo/danfo-engine.test.ts';

await tally('danfojs', [
  { name: 'installs from the registry alone, with scripts disabled', run: install, isBase: true },
  { name: 'danfo.js keeps the contract of the engines', run: keepsContract },
  { name: 'analyse.js describes and groups the bars of a demo home', run: analyses },
  { name: 'hive data describe says the same with both engines', run: describes },
  { name: 'hive doctor sees it', run: seen },
]);

function install(): void {
  for (const file of FILES) cpSync(join(root, 'examples', 'danfojs', file), join(work, file));
  fromRegistry(() => npm(['ci', '--ignore-scripts', ...QUICK], work));
  assert.ok(existsSync(join(work, 'node_modules', 'danfojs-node')));
  symlinkSync(root, join(work, 'node_modules', 'hive-trade'));
}

function keepsContract(): void {
  const mocha = join(root, 'node_modules', 'mocha', 'bin', 'mocha.js');
  const args = [mocha, '--no-config', '--reporter', 'dot', contract];
  const { stdout } = ended(run(process.execPath, args, { cwd: root, env: { HOME: work, HIVE_DANFO: work } }));
  assert.match(stdout, /^ *\d+ passing/m);
  assert.doesNotMatch(stdout, /pending/);
}

function analyses(): void {
  ended(hive('demo', '--days', '2', '--home', 'hive-demo'));
  const { stdout } = ended(
    run(process.execPath, ['analyse.js', 'hive-demo'], { cwd: work, env: { HOME: work } }),
  );
  assert.match(stdout, /^\d+ days of BTC-USD/);
  for (const word of ['change', 'std', 'median', 'change_mean', 'Mon', 'Sun'])
    assert.ok(stdout.includes(word), `no "${word}" in:\n${stdout}`);
}

function describes(): void {
  const asked = ['data', 'describe', 'BTC-USD', '--home', 'hive-demo', '--json', '--engine'];
  const [own, theirs] = ['own', 'danfo'].map(engine => JSON.parse(ended(hive(...asked, engine)).stdout).data);
  assert.equal(theirs.engine, 'danfo');
  assert.equal(theirs.columns.length, 5);
  for (const [at, column] of own.columns.entries())
    for (const [key, value] of Object.entries(column)) {
      const other: unknown = theirs.columns[at][key];
      if (typeof value !== 'number') assert.equal(other, value, key);
      else
        assert.ok(
          Math.abs(Number(other) - value) <= Math.abs(value) * 1e-9,
          `${key}: ${other}, not ${value}`,
        );
    }
}

function seen(): void {
  const { stdout } = ended(hive('doctor', '--offline', '--home', 'hive-demo'));
  assert.match(stdout, /ok +danfo\.js +installed/);
}

function hive(...args: string[]): Ran {
  return run(process.execPath, [hiveFile, ...args], { cwd: work, env: { HOME: work, ...MONTH } });
}

function ended(ran: Ran): Ran {
  assert.equal(ran.code, 0, ran.stdout + ran.stderr);
  return ran;
}
