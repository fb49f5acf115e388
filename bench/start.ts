/**
 * What it costs to start a command: processor time of whole processes in turns, bundled as `npm run build` leaves them
 * against one file for each module, and against a Node that does nothing. Build first.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROUNDS = Number(process.argv[2] ?? 15);
const COMMANDS = ['--version', 'completion values symbols', 'positions', 'status', 'trade tick'];
/** Says at its end what the process took, in microseconds. */
const PROBE = `process.on('exit', () => console.error('\\n' + JSON.stringify(process.cpuUsage())))`;

const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'hive-bench-'));
const home = join(folder, 'home');

/** The same program with its modules left as the compiler made them. */
function unbundled(): string {
  const place = join(folder, 'unbundled');
  for (const part of ['bin', 'dist/schema', 'dist/code-version.json', 'package.json', 'oclif.manifest.json'])
    cpSync(join(root, part), join(place, part), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(place, 'node_modules'));
  const compiler = join(root, 'node_modules/typescript-native/bin/tsc');
  const options = ['-p', join(root, 'tsconfig.build.json'), '--outDir', join(place, 'dist')];
  const { status } = spawnSync(process.execPath, [compiler, ...options], { stdio: 'inherit' });
  if (status !== 0) throw new Error('the modules cannot be compiled');
  return join(place, 'bin/run.js');
}

/** Milliseconds of processor time of one process. */
function processorMs(args: readonly string[]): number {
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--import', `data:text/javascript,${PROBE}`, ...args],
    {
      encoding: 'utf8',
      env: { PATH: process.env.PATH, HOME: home, HIVE_HOME: home },
    },
  );
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
  const { user, system } = JSON.parse(stderr.trim().split('\n').at(-1)!);
  return (user + system) / 1_000;
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!;

try {
  const programs = { bundled: join(root, 'bin/run.js'), unbundled: unbundled() };
  processorMs([programs.bundled, 'init', '--home', home, '--mode', 'simulated', '--yes']);
  for (const words of COMMANDS) {
    const lines = Object.values(programs).map(script => [script, ...words.split(' ')]);
    const times = [...lines, ['-e', '']].map(line => ({ line, taken: [] as number[] }));
    for (const { line } of times) processorMs(line);
    for (let round = 0; round < ROUNDS; round++)
      for (const { line, taken } of times) taken.push(processorMs(line));
    const [bundled, apart, node] = times.map(({ taken }) => median(taken));
    console.log(
      `${words.padEnd(28)} ${bundled!.toFixed(0).padStart(5)} ms: ${(bundled! / apart!).toFixed(2)} of one file ` +
        `for each module (${apart!.toFixed(0)} ms), ${(bundled! / node!).toFixed(1)} times an empty Node`,
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
