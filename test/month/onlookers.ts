import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { killServing, type Serving, serving } from '../support/serving.ts';

const probe = fileURLToPath(new URL('./memory-probe.ts', import.meta.url));
/** What a dashboard asks for again and again. */
const PATHS = [
  '/api/crypto/status',
  '/api/health',
  '/api/crypto/trades',
  '/api/equity',
  '/api/learning/status',
  '/metrics',
];
const STREAM = '/api/dashboard/live-feed';
const PAUSE_MS = 500;

/** A server over the home, with a browser that polls and one that listens. */
export class Onlookers {
  readonly #serving: Serving;
  readonly #stop = new AbortController();
  readonly #work: Promise<void>[];
  /** Answers by status. */
  readonly answers = new Map<number, number>();
  /** Bytes that came over the stream. */
  streamed = 0;

  private constructor(started: Serving) {
    this.#serving = started;
    this.#work = [this.#poll(), this.#listen()];
  }

  static async over(home: string, memoryFile: string): Promise<Onlookers> {
    const env = { NODE_OPTIONS: `--import ${probe}`, MEMORY_PROBE_FILE: memoryFile };
    return new Onlookers(await serving({ home, env }));
  }

  /** @returns its exit code. */
  async end(): Promise<number | null> {
    this.#stop.abort();
    await Promise.allSettled(this.#work);
    const { code } = await this.#serving.end('SIGTERM');
    killServing();
    return code;
  }

  get isAlive(): boolean {
    return this.#serving.child.exitCode === null && this.#serving.child.signalCode === null;
  }

  get said(): string {
    return this.#serving.stderr();
  }

  async #poll(): Promise<void> {
    for (let n = 0; !this.#stop.signal.aborted; n++) {
      const status = await this.#serving.get(PATHS[n % PATHS.length]!).then(
        async response => {
          await response.arrayBuffer();
          return response.status;
        },
        () => 0,
      );
      this.answers.set(status, (this.answers.get(status) ?? 0) + 1);
      await sleep(PAUSE_MS);
    }
  }

  async #listen(): Promise<void> {
    const { url, token } = this.#serving;
    while (!this.#stop.signal.aborted) {
      try {
        const headers = { authorization: `Bearer ${token}`, accept: 'text/event-stream' };
        const { body } = await fetch(`${url}${STREAM}`, { headers, signal: this.#stop.signal });
        for await (const chunk of body ?? []) this.streamed += chunk.length;
      } catch {
        // Ended by us, or cut: a browser connects again.
      }
      await sleep(PAUSE_MS);
    }
  }
}
