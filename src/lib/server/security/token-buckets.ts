import type { Clock } from '../../core/clock.ts';

/** More clients than this are not told apart: the one that was quiet for longest begins anew. */
const MOST_KEYS = 10_000;

export interface BucketOptions {
  readonly perSecond: number;
  /** Most at once. */
  readonly burst: number;
  readonly clock: Clock;
}

interface Bucket {
  tokens: number;
  atMs: number;
}

/** A rate limit for each key: a bucket that fills steadily and is taken from. */
export class TokenBuckets {
  readonly #options: BucketOptions;
  readonly #buckets = new Map<string, Bucket>();

  constructor(options: BucketOptions) {
    this.#options = options;
  }

  /** Takes one, or the part of one that something costs; 0 when it was there, else the milliseconds until it is. */
  take(key: string, cost = 1): number {
    const bucket = this.#filled(key);
    if (bucket.tokens < cost) return this.#waitMs(bucket, cost);
    bucket.tokens -= cost;
    return 0;
  }

  /** The same without taking. */
  waitMs(key: string): number {
    const bucket = this.#filled(key);
    return bucket.tokens < 1 ? this.#waitMs(bucket, 1) : 0;
  }

  #waitMs({ tokens }: Bucket, cost: number): number {
    return ((cost - tokens) / this.#options.perSecond) * 1_000;
  }

  #filled(key: string): Bucket {
    const { perSecond, burst, clock } = this.#options;
    const nowMs = clock.monotonic();
    const known = this.#buckets.get(key) ?? { tokens: burst, atMs: nowMs };
    known.tokens = Math.min(burst, known.tokens + ((nowMs - known.atMs) / 1_000) * perSecond);
    known.atMs = nowMs;
    this.#keep(key, known);
    return known;
  }

  /** At the end of the map: its order is that of last use. */
  #keep(key: string, bucket: Bucket): void {
    this.#buckets.delete(key);
    this.#buckets.set(key, bucket);
    if (this.#buckets.size <= MOST_KEYS) return;
    const [oldest] = this.#buckets.keys();
    if (oldest !== undefined) this.#buckets.delete(oldest);
  }
}
