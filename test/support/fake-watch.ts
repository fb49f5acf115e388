import { createHash } from 'node:crypto';
import type { Answer, FeedUpdate, HiveWatch } from '../../src/lib/app/watch/hive-watch.ts';
import type { Clock } from '../../src/lib/core/clock.ts';
import { SAMPLE_NOW, sampleFeed } from './sample-feed.ts';

export type Asked = { readonly path: string; readonly parameters: Readonly<Record<string, string>> };

const envelope = (data: unknown) => ({
  ...{ ok: true, schema: 'hive.sample/1', asOf: new Date(SAMPLE_NOW).toISOString(), mode: 'simulated' },
  ...{ data, warnings: [] },
});

/** A home that is the sample, which remembers what it was asked. */
export class FakeWatch implements HiveWatch {
  readonly clock: Clock = { now: () => SAMPLE_NOW, monotonic: () => performance.now() };
  readonly paths = ['/api/dashboard/live-feed', '/api/crypto/trades', '/api/training/models/:name'];
  readonly asked: Asked[] = [];
  readonly #listeners = new Set<(update: FeedUpdate) => void>();
  readonly #answers = new Map<string, Answer>();
  feed = sampleFeed();
  streams = 0;
  isClosed = false;
  /** What the next snapshot throws. */
  broken: Error | null = null;

  async answer(path: string, parameters: Readonly<Record<string, string>>): Promise<Answer> {
    this.asked.push({ path, parameters });
    const key = JSON.stringify([path, parameters]);
    const known = this.#answers.get(key) ?? this.#answerTo(path, parameters);
    this.#answers.set(key, known);
    return known;
  }

  #answerTo(path: string, parameters: Readonly<Record<string, string>>): Answer {
    const data = path === '/api/dashboard/live-feed' ? this.feed : { path, parameters };
    const body = Buffer.from(JSON.stringify(envelope(data)));
    return { status: 200, body, etag: `"${createHash('sha256').update(body).digest('hex').slice(0, 16)}"` };
  }

  async snapshot() {
    if (this.broken) throw this.broken;
    return this.feed;
  }

  listen(listener: (update: FeedUpdate) => void) {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  get listeners(): number {
    return this.#listeners.size;
  }

  /** Something new happens. */
  tell(update: FeedUpdate): void {
    for (const listener of this.#listeners) listener(update);
  }

  async refresh() {}
  metrics = async () => '# TYPE hive_up gauge\nhive_up 1\n';
  openapi = async () => JSON.stringify({ openapi: '3.1.0', paths: {} });
  close(): void {
    this.isClosed = true;
  }
}
