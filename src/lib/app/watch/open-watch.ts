import type { Config } from '../../config/schema.ts';
import type { Clock } from '../../core/clock.ts';
import type { HomePaths } from '../home.ts';
import { ENDPOINTS } from '../queries/index.ts';
import { liveFeed } from '../queries/live-feed.ts';
import type { LiveFeed } from '../schemas/live-feed.ts';
import { systemClock } from '../system-clock.ts';
import { AnswerDesk } from './answer-desk.ts';
import { feedChanges } from './feed-changes.ts';
import type { Answer, FeedUpdate, HiveWatch } from './hive-watch.ts';
import type { Parameters } from './question.ts';
import { WatchedHome } from './watched-home.ts';

export interface OpenWatchOptions {
  readonly paths: HomePaths;
  readonly config: Config;
  readonly clock: Clock;
  readonly version: string;
}

/** While nobody asks to look, the home is not looked at more often than this. */
const LOOK_EVERY_MS = 100;
const SNAPSHOT_MS = 1_000;
const TELL_EVERY_MS = 1_000;
/** How long a start waits for a journal to be read: a longer one goes on being read while answers are given. */
const FIRST_READING_MS = 2_000;

type Listener = (update: FeedUpdate) => void;

/** Follows a home; see `HiveWatch`. */
class Watch implements HiveWatch {
  readonly clock: Clock;
  readonly paths = ENDPOINTS.map(({ path }) => path);
  streams = 0;
  readonly #home: WatchedHome;
  readonly #desk: AnswerDesk;
  readonly #listeners = new Set<Listener>();
  #lookedMs = Number.NEGATIVE_INFINITY;
  #snapshot: { readonly feed: Promise<LiveFeed>; readonly atMs: number; readonly mark: string } | null = null;
  /** The newest that was given to anybody. */
  #given: LiveFeed | null = null;
  /** What listeners know; null while nobody listens. */
  #told: LiveFeed | null = null;
  #telling = false;
  #timer: NodeJS.Timeout | null = null;

  constructor({ paths, config, clock, version }: OpenWatchOptions) {
    this.clock = clock;
    const streams = () => this.streams;
    const server = {
      startedMs: clock.now(),
      version,
      get streams() {
        return streams();
      },
    };
    const home = new WatchedHome({ paths, config, clock, server });
    this.#home = home;
    this.#desk = new AnswerDesk({
      endpoints: ENDPOINTS,
      home,
      revision: () => home.mark,
      warnings: () => home.warnings,
    });
  }

  async answer(path: string, parameters: Parameters): Promise<Answer> {
    this.#glance();
    return this.#desk.answer(path, parameters);
  }

  /** While somebody listens, it is what they have been told: updates follow on it without a gap. */
  async snapshot(): Promise<LiveFeed> {
    return this.#told ?? this.#fresh();
  }

  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    this.#told ??= this.#given;
    this.#timer ??= setInterval(() => void this.#tell(), TELL_EVERY_MS).unref();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.#rest();
    };
  }

  async refresh(): Promise<void> {
    this.#lookedMs = systemClock.monotonic();
    await this.#home.look();
  }

  async metrics(): Promise<string> {
    const { metricsText } = await import('./metrics.ts');
    return metricsText(this.#home);
  }

  async openapi(): Promise<string> {
    const { openapiText } = await import('./openapi.ts');
    return openapiText(ENDPOINTS, this.#home.server.version);
  }

  close(): void {
    this.#listeners.clear();
    this.#rest();
    this.#home.close();
  }

  #glance(): void {
    if (systemClock.monotonic() - this.#lookedMs >= LOOK_EVERY_MS) void this.refresh();
  }

  #rest(): void {
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = null;
    this.#told = null;
  }

  /** Made at most once a second, for all who ask. */
  #fresh(): Promise<LiveFeed> {
    this.#glance();
    const { mark } = this.#home;
    const nowMs = systemClock.monotonic();
    const known = this.#snapshot;
    if (known && known.mark === mark && nowMs - known.atMs < SNAPSHOT_MS) return known.feed;
    const feed = this.#made();
    this.#snapshot = { feed, atMs: nowMs, mark };
    return feed;
  }

  /** One that failed is not kept: who asks next tries again. */
  async #made(): Promise<LiveFeed> {
    try {
      this.#given = await liveFeed(this.#home);
      return this.#given;
    } catch (error) {
      this.#snapshot = null;
      throw error;
    }
  }

  /** While the home cannot be read there is nothing to tell; who asks is told why. */
  async #tell(): Promise<void> {
    if (this.#telling) return;
    this.#telling = true;
    const feed = await this.#fresh().catch(() => null);
    this.#telling = false;
    if (!feed || this.#listeners.size === 0) return;
    const update = this.#told && feedChanges(this.#told, feed);
    this.#told = feed;
    if (update) for (const listener of this.#listeners) listener(update);
  }
}

/** Opens a home to be watched, as far as it can be read in a moment. */
export async function openWatch(options: OpenWatchOptions): Promise<HiveWatch> {
  const watch = new Watch(options);
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, FIRST_READING_MS);
  await Promise.race([watch.refresh(), promise]);
  clearTimeout(timer);
  return watch;
}
