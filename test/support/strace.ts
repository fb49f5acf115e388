import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Context } from 'mocha';
import { projectRoot } from './cli.ts';

/** What happens to a process at one of its system calls. */
export interface Injection {
  /** One call, such as `fsync`: strace counts each call for itself. */
  readonly call: string;
  /** `signal=KILL` or `error=EIO`, in the words of strace. */
  readonly what: string;
  /** Which call counts, from 1. */
  readonly when: number;
  /** Only calls on these files and folders count; all calls when empty. */
  readonly paths: readonly string[];
}

export interface Traced {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Skips where there is no strace, or where it may not trace: the rows of the fault matrix then stay unproved. */
export function needsStrace(test: Context): void {
  const { status } = spawnSync('strace', ['-qq', '-o', '/dev/null', '-e', 'trace=exit_group', 'true']);
  if (status === 0) return;
  console.log('    not proved here: strace is missing or may not trace');
  test.skip();
}

/** Runs the built command line, with a fault at one system call. */
export async function hiveUnderStrace(
  args: readonly string[],
  home: string,
  { call, what, when, paths }: Injection,
): Promise<Traced> {
  const filters = paths.flatMap(path => ['-P', path]);
  const inject = ['-e', `trace=${call}`, '-e', `inject=${call}:${what}:when=${when}`];
  const command = [process.execPath, join(projectRoot, 'bin', 'run.js'), ...args];
  const env = { PATH: process.env.PATH ?? '', HOME: home, HIVE_HOME: home, NODE_V8_COVERAGE: '' };
  const child = spawn('strace', ['-f', '-qq', '-o', '/dev/null', ...filters, ...inject, ...command], {
    cwd: home,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (text: Buffer) => (stdout += text.toString()));
  child.stderr.on('data', (text: Buffer) => (stderr += text.toString()));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    // strace dies of what its child died of.
    child.once('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
}

/** Runs `work` for every item, a few at once. */
export async function inParallel<T>(
  items: readonly T[],
  work: (item: T) => Promise<void>,
  atOnce = 2,
): Promise<void> {
  const left = [...items];
  const worker = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
