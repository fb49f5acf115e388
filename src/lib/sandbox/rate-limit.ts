const MINUTE_MS = 60_000;

/** So many requests in each minute of the clock. */
export class RateLimit {
  readonly #perMinute: number;
  #windowMs = 0;
  #used = 0;

  constructor(perMinute: number) {
    this.#perMinute = perMinute;
  }

  /** Counts a request; false when it is one too many. */
  take(nowMs: number): boolean {
    const windowMs = Math.floor(nowMs / MINUTE_MS) * MINUTE_MS;
    if (windowMs !== this.#windowMs) {
      this.#windowMs = windowMs;
      this.#used = 0;
    }
    this.#used++;
    return this.#used <= this.#perMinute;
  }

  /** What Alpaca says of it with every answer; the reset is in unix seconds. */
  headers(): Record<string, string> {
    return {
      'x-ratelimit-limit': `${this.#perMinute}`,
      'x-ratelimit-remaining': `${Math.max(0, this.#perMinute - this.#used)}`,
      'x-ratelimit-reset': `${(this.#windowMs + MINUTE_MS) / 1_000}`,
    };
  }

  /** For a snapshot. */
  get state(): { readonly windowMs: number; readonly used: number } {
    return { windowMs: this.#windowMs, used: this.#used };
  }

  restore({ windowMs, used }: { windowMs: number; used: number }): void {
    this.#windowMs = windowMs;
    this.#used = used;
  }
}
