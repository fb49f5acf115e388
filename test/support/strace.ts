import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from 'mocha';
import { projectRoot, tempHome } from './cli.ts';

/** What happens to a process at one of its system calls. */
export interface Injection {
  /** One call, such as `fsync`: strace counts each call for itself. */
  readonly call: string;
  /** `signal=KILL` or `error=EIO`, in the words of strace. */
  readonly what: string;
  /** Which call counts, from 1; `1+` are all of them. */
  readonly when: number | '1+';
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
export function hiveUnderStrace(
  args: readonly string[],
  home: string,
  injection: Injection,
): Promise<Traced> {
  return endOf(startUnderStrace(args, home, injection));
}

function startUnderStrace(
  args: readonly string[],
  home: string,
  { call, what, when, paths }: Injection,
  log = '/dev/null',
) {
  const filters = paths.flatMap(path => ['-P', path]);
  const inject = ['-e', `trace=${call}`, '-e', `inject=${call}:${what}:when=${when}`];
  const command = [process.execPath, join(projectRoot, 'bin', 'run.js'), ...args];
  const env = { PATH: process.env.PATH ?? '', HOME: home, HIVE_HOME: home, NODE_V8_COVERAGE: '' };
  return spawn('strace', ['-f', '-qq', '-o', log, ...filters, ...inject, ...command], {
    cwd: home,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

function endOf(child: ReturnType<typeof startUnderStrace>): Promise<Traced> {
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (text: Buffer) => {
    stdout += text.toString();
  });
  child.stderr.on('data', (text: Buffer) => {
    stderr += text.toString();
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    // strace dies of what its child died of.
    child.once('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
}

export interface Suspended {
  /** Lets the process go on, and waits for its end. */
  resume(): Promise<Traced>;
}

/** Starts the command line and waits until it has stopped, as by Ctrl-Z, just after one system call. */
export async function suspendedHive(
  args: readonly string[],
  home: string,
  at: Omit<Injection, 'what'>,
): Promise<Suspended> {
  const log = join(tempHome(), 'strace.log');
  const strace = startUnderStrace(args, home, { ...at, what: 'signal=STOP' }, log);
  const end = endOf(strace);
  await untilStopped(log);
  return {
    resume() {
      process.kill(childOf(strace.pid ?? 0), 'SIGCONT');
      return end;
    },
  };
}

const GIVE_UP_MS = 60_000;

/** Waits until strace has told that the process stopped: its state alone also shows moments in which it is traced. */
async function untilStopped(log: string): Promise<void> {
  const startedAt = performance.now();
  while (!/ stopped by SIGSTOP /.test(existsSync(log) ? readFileSync(log, 'utf8') : '')) {
    if (performance.now() - startedAt > GIVE_UP_MS) throw new Error('the process did not stop');
    await sleep(20);
  }
}

const childOf = (pid: number): number =>
  Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim());

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
