import type { Clock } from '../../core/clock.ts';
import type { LiveFeed } from '../schemas/live-feed.ts';

/** What became new: members of the live feed under their names. */
export type FeedUpdate = Partial<LiveFeed>;

/** An answer of the API, ready to be sent. */
export interface Answer {
  /**
   * 200; 400 for a question that cannot be asked, 404 for what is not there, 503 while it cannot be read, 500 for a
   * fault in HIVE.
   */
  readonly status: number;
  /** One JSON envelope, UTF-8: that of `--json`, an error's where the status is not 200. */
  readonly body: Buffer;
  /** A strong entity tag of the body, with its quotes. */
  readonly etag: string;
  /** What went wrong where nothing should (500): for the log, never for who asked. */
  readonly bug?: unknown;
}

/**
 * All that the server may ask of a home, which it follows while ticks and training write it. It holds no keys, knows
 * no broker and writes nothing.
 */
export interface HiveWatch {
  readonly clock: Clock;
  /** Paths of the API with their parameters, as `/api/training/models/:name`. */
  readonly paths: readonly string[];
  /** Answers are kept until something changes, or grow a second old. Never throws. */
  answer(path: string, parameters: Readonly<Record<string, string>>): Promise<Answer>;
  /** Everything at one moment: what pages begin with. @throws HiveError (data, config) while it cannot be read. */
  snapshot(): Promise<LiveFeed>;
  /**
   * Looks for what is new each second and tells the listener, until the function given back is called. The first update
   * is what changed since the last `snapshot()`: await that, then listen.
   */
  listen(listener: (update: FeedUpdate) => void): () => void;
  /** Takes in what others wrote since the last look. */
  refresh(): Promise<void>;
  /** Exposition text of Prometheus. */
  metrics(): Promise<string>;
  /** OpenAPI 3.1, JSON. */
  openapi(): Promise<string>;
  /** Clients of the live feed, for health and metrics. */
  streams: number;
  close(): void;
}
