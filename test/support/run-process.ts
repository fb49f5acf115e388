import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const scriptPath = (name: string): string => fileURLToPath(new URL(`processes/${name}.ts`, import.meta.url));

/** Runs a script of test/support/processes to its end. */
export function runScript(name: string, args: readonly string[]) {
  return spawnSync(process.execPath, [scriptPath(name), ...args], { encoding: 'utf8' });
}

/** The same under a POSIX shell, after `setup` (for example `ulimit -f 8`). */
export function runScriptAfter(setup: string, name: string, args: readonly string[]) {
  const command = [process.execPath, scriptPath(name), ...args];
  return spawnSync('/bin/sh', ['-c', `${setup}; exec "$@"`, 'sh', ...command], { encoding: 'utf8' });
}

/** Starts a script; its streams are pipes. */
export const startScript = (name: string, args: readonly string[]): ChildProcess =>
  spawn(process.execPath, [scriptPath(name), ...args], { stdio: ['pipe', 'pipe', 'inherit'] });

/** The next text a started script prints. */
export async function nextOutput(child: ChildProcess): Promise<string> {
  const [data] = await once(child.stdout!, 'data');
  return String(data).trim();
}

/** Waits until a started script has ended. */
export async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}
