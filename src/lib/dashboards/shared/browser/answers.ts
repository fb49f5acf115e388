import type { LiveFeed, Loaded } from '../state.ts';
import { ask, NotLoggedIn } from './api.ts';
import { steadyMs } from './clock.ts';

/** An answer that failed, or that depends on the moment, is asked for again after this. */
const ASK_AGAIN_MS = 15_000;

interface Asked {
  readonly revision: string;
  readonly atMs: number;
  readonly failed: boolean;
}

/** Fetches the answers that a page needs beside the feed, again when what they are made of has changed. */
export class Answers {
  readonly #onLoaded: (url: string, loaded: Loaded) => void;
  readonly #onRefused: () => void;
  readonly #asked = new Map<string, Asked>();
  readonly #asking = new Set<string>();

  constructor(onLoaded: (url: string, loaded: Loaded) => void, onRefused: () => void) {
    this.#onLoaded = onLoaded;
    this.#onRefused = onRefused;
  }

  /** Asks for those of `urls` that are not there or are out of date. */
  want(urls: readonly string[], revision: LiveFeed['revision']): void {
    const now = Object.values(revision).join(' ');
    for (const url of urls) {
      const last = this.#asked.get(url);
      const isOld = !last || last.revision !== now || (last.failed && steadyMs() - last.atMs > ASK_AGAIN_MS);
      if (isOld && !this.#asking.has(url)) void this.#ask(url, now);
    }
  }

  async #ask(url: string, revision: string): Promise<void> {
    this.#asking.add(url);
    let failed = true;
    try {
      const loaded = await ask(url);
      failed = loaded.state === 'failed';
      this.#onLoaded(url, loaded);
    } catch (error) {
      // Without a server the feed says so; the answer is asked for again when it is back.
      if (error instanceof NotLoggedIn) this.#onRefused();
    } finally {
      this.#asking.delete(url);
      this.#asked.set(url, { revision, atMs: steadyMs(), failed });
    }
  }
}
