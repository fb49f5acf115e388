import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const canPin = spawnSync('taskset', ['--version']).status === 0;

/** A Node process that runs on one core alone, where the system can do that, and its first line. */
export async function startPinned(
  core: number,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<{ readonly child: ChildProcess; readonly line: string }> {
  const command = [...(canPin ? ['taskset', '-c', String(core)] : []), process.execPath, ...args];
  const child = spawn(command[0]!, command.slice(1), {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface({ input: child.stdout! }), 'line')) as [string];
  return { child, line };
}

/** Puts this process on one core, away from what it measures. */
export function pinSelf(core: number): void {
  if (canPin) spawnSync('taskset', ['-cp', String(core), String(process.pid)]);
}

export async function ended(child: ChildProcess): Promise<void> {
  const exit = once(child, 'exit');
  child.kill();
  await exit;
}

const TICKS_PER_SECOND = 100;

/** Seconds of a core that a process has used (proc(5)). */
export function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

export const residentMegabytes = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024;
