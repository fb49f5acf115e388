import type { Connection, LiveFeed } from '../state.ts';
import { NotLoggedIn } from './api.ts';
import { serverNow, setServerTime, steadyMs } from './clock.ts';
import { eventsOf, type StreamEvent } from './event-stream.ts';

const URL = '/api/dashboard/live-feed';
/** The server says something at least every 15 seconds. */
const SILENCE_MS = 35_000;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;

export interface FeedListener {
  snapshot(feed: LiveFeed): void;
  update(part: Partial<LiveFeed>): void;
  /** Anything at all was heard. */
  heard(): void;
  connection(now: Connection): void;
}

/** The live feed: connects, and connects again, ever more slowly, for as long as the page is open. */
export class Feed {
  readonly #listener: FeedListener;
  #wake: (() => void) | null = null;
  #abort: AbortController | null = null;

  constructor(listener: FeedListener) {
    this.#listener = listener;
  }

  /** Ends when the login has. */
  async run(): Promise<void> {
    let waitMs = FIRST_WAIT_MS;
    let sinceMs = serverNow();
    for (;;) {
      const startedMs = steadyMs();
      try {
        await this.#listen();
      } catch (error) {
        if (error instanceof NotLoggedIn) return this.#listener.connection({ state: 'refused' });
      }
      // A connection that held for a while was a good one: the next begins with short waits and its own time.
      if (steadyMs() - startedMs > LONGEST_WAIT_MS) [waitMs, sinceMs] = [FIRST_WAIT_MS, serverNow()];
      this.#listener.connection({ state: 'lost', retryAtMs: serverNow() + waitMs, sinceMs });
      await this.#pause(waitMs);
      this.#listener.connection({ state: 'lost', retryAtMs: null, sinceMs });
      waitMs = Math.min(LONGEST_WAIT_MS, waitMs * 1.7);
    }
  }

  /** Connects at once. */
  retry(): void {
    if (this.#wake) this.#wake();
    else this.#abort?.abort();
  }

  #pause(ms: number): Promise<void> {
    return new Promise(resolve => {
      const timer = setTimeout(() => this.#wake?.(), ms);
      this.#wake = () => {
        clearTimeout(timer);
        this.#wake = null;
        resolve();
      };
    });
  }

  async #listen(): Promise<void> {
    const abort = new AbortController();
    this.#abort = abort;
    let lastMs = steadyMs();
    const watch = setInterval(() => {
      if (steadyMs() - lastMs > SILENCE_MS) abort.abort();
    }, 1_000);
    try {
      const response = await fetch(URL, { headers: { accept: 'text/event-stream' }, signal: abort.signal });
      if (response.status === 401) throw new NotLoggedIn();
      if (!response.ok || !response.body) throw new TypeError(`the server answered ${response.status}`);
      const heard = () => {
        lastMs = steadyMs();
        this.#listener.heard();
      };
      for await (const event of eventsOf(response.body, heard)) this.#take(event);
    } finally {
      clearInterval(watch);
    }
  }

  #take({ name, data }: StreamEvent): void {
    const { asOf, data: value } = JSON.parse(data) as { readonly asOf: string; readonly data: unknown };
    setServerTime(asOf);
    if (name === 'snapshot') {
      this.#listener.connection({ state: 'live' });
      this.#listener.snapshot(value as LiveFeed);
    } else this.#listener.update({ [name]: value });
  }
}
