import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startHive } from '../support/cli.ts';
import { ask, killChild } from './talk.ts';
import type { Answered } from './worker.ts';

const script = fileURLToPath(new URL('./worker.ts', import.meta.url));

/** How one run ended; code null when it was killed. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly ms: number;
  readonly cpuMs: number | null;
}

/** A worker process that can be ended and begun anew; it begins by itself when it is needed. */
export class Hand {
  readonly #home: string;
  #child: ChildProcess | null = null;
  #last: Promise<unknown> = Promise.resolve();
  /** Highest seen. */
  rss = 0;
  handles = 0;
  restarts = 0;

  constructor(home: string) {
    this.#home = home;
  }

  /** One after the other: a process does one thing at a time. */
  run(argv: readonly string[]): Promise<Ended> {
    const ended = this.#last.then(() => this.#run(argv));
    this.#last = ended.catch(() => undefined);
    return ended;
  }

  async #run(argv: readonly string[]): Promise<Ended> {
    this.#child ??= await begun(this.#home);
    const child = this.#child;
    const answer = await ask<Answered>(child, { argv }, argv.join(' '));
    this.rss = Math.max(this.rss, answer.rss);
    this.handles = Math.max(this.handles, answer.handles);
    return answer;
  }

  /** The next run begins in a new process. */
  async restart(): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (!child) return;
    this.restarts++;
    await killChild(child);
  }
}

async function begun(home: string): Promise<ChildProcess> {
  const env = { PATH: process.env.PATH ?? '', HOME: home, HIVE_HOME: home };
  const child = fork(script, [], { cwd: home, env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  await once(child, 'message');
  return child;
}

/** The real program, from its start to its end. */
export async function inOwnProcess(
  argv: readonly string[],
  home: string,
  meanwhile: (child: ReturnType<typeof startHive>) => Promise<void> = async () => {},
): Promise<Ended> {
  const startedAt = performance.now();
  const child = startHive(argv, { home });
  const [stdout, stderr] = [collected(child.stdout), collected(child.stderr)];
  child.stdin.end();
  const closed = once(child, 'close');
  await Promise.race([meanwhile(child), closed]);
  const [code] = (await closed) as [number | null];
  return { code, stdout: stdout(), stderr: stderr(), ms: performance.now() - startedAt, cpuMs: null };
}

/** The same, killed with no chance to clean up, when so long has passed. */
export const killedAfter = (ms: number, argv: readonly string[], home: string): Promise<Ended> =>
  inOwnProcess(argv, home, async child => {
    await sleep(ms);
    child.kill('SIGKILL');
  });

function collected(stream: NodeJS.ReadableStream): () => string {
  let text = '';
  stream.on('data', chunk => {
    text += chunk;
  });
  return () => text;
}
