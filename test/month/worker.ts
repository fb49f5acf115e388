/**
 * A process that runs command lines of the built program, one after the other, each through `main` as `bin/run.js`
 * does: parser, flags, base command, followers of jobs and error report.
 */
import { projectRoot } from '../support/cli.ts';

export interface Asked {
  readonly argv: readonly string[];
}

export interface Answered {
  readonly code: number;
  readonly ms: number;
  /** CPU time, milliseconds. */
  readonly cpuMs: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly rss: number;
  /** Open files of the process. */
  readonly handles: number;
}

type Main = (argv: string[], options: { root: string }) => Promise<number>;

process.umask(0o077);
const { main } = (await import(new URL('../../dist/main.js', import.meta.url).href)) as { main: Main };
const { readdirSync } = await import('node:fs');
const taken = { stdout: '', stderr: '' };
for (const name of ['stdout', 'stderr'] as const) {
  process[name].write = ((text: string | Uint8Array) => {
    taken[name] += String(text);
    return true;
  }) as typeof process.stdout.write;
}

async function run({ argv }: Asked): Promise<Answered> {
  Object.assign(taken, { stdout: '', stderr: '' });
  process.exitCode = undefined;
  const [startedAt, cpu] = [performance.now(), process.cpuUsage()];
  const code = await main([...argv], { root: projectRoot });
  const ms = performance.now() - startedAt;
  const { user, system } = process.cpuUsage(cpu);
  // The end of each command waits for a drain that a stream which was never full does not report.
  process.stdout.removeAllListeners('drain');
  process.exitCode = undefined;
  const handles = readdirSync('/proc/self/fd').length;
  return { code, ms, cpuMs: (user + system) / 1_000, ...taken, rss: process.memoryUsage.rss(), handles };
}

process.on('message', (asked: Asked) => {
  void run(asked).then(answer => process.send?.(answer));
});
process.send?.('ready');
