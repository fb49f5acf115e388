import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Asked, Started } from './scheduler-process.ts';
import { ask, killChild, said } from './talk.ts';

const script = fileURLToPath(new URL('./scheduler-process.ts', import.meta.url));

/** `hive schedule run` of a home, that can be killed and begun anew. Its clock is moved by `advance`. */
export class Scheduler {
  readonly #home: string;
  readonly #memoryFile: string;
  #child: ChildProcess | null = null;
  #last: Promise<unknown> = Promise.resolve();

  constructor(home: string, memoryFile: string) {
    this.#home = home;
    this.#memoryFile = memoryFile;
  }

  async begin(atMs: number): Promise<void> {
    const args = [this.#home, String(atMs), this.#memoryFile];
    this.#child = fork(script, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    await said(this.#child, 'the beginning of the schedule');
  }

  /** @returns what it starts up to and at a moment */
  advance(toMs: number): Promise<readonly Started[]> {
    return this.#ask({ do: 'advance', toMs });
  }

  /** Something that it started has ended; `code` null when it was killed. */
  async end({ number }: Started, code: number | null): Promise<void> {
    await this.#ask({ do: 'end', number, code });
  }

  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (child) await killChild(child);
  }

  /** One after the other: an answer says not to which question. */
  #ask(asked: Asked): Promise<readonly Started[]> {
    const answer = this.#last.then(() =>
      ask<readonly Started[]>(this.#child!, asked, `${asked.do} of the schedule`),
    );
    this.#last = answer.catch(() => undefined);
    return answer;
  }
}
