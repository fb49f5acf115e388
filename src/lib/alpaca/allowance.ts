import type { Clock } from '../core/clock.ts';

/** Alpaca allows 200 requests a minute and key; this many are left for others who use it. */
const LEFT_FOR_OTHERS = 20;
/** Its windows are of a minute; when an answer does not say when the next begins, it is the next minute. */
const WINDOW_MS = 60_000;

export interface Withheld {
  readonly code: string;
  readonly detail: string;
}

/** How many requests may still be sent: by our own budget, and by what Alpaca said is left. */
export class Allowance {
  readonly #clock: Clock;
  #budget: number;
  #resumeAtMs: number | null = null;

  /** @param budget requests this process may send until `renew`. */
  constructor(clock: Clock, budget: number) {
    this.#clock = clock;
    this.#budget = budget;
  }

  /** When requests are welcome again; null when they are now. */
  get resumeAtMs(): number | null {
    return this.#resumeAtMs;
  }

  /** Begins a new unit of work, with its own budget. */
  renew(budget: number): void {
    this.#budget = budget;
  }

  /** Counts one request. @returns why it must not be sent; null when it may. */
  take(): Withheld | null {
    const nowMs = this.#clock.now();
    if (this.#resumeAtMs !== null && nowMs < this.#resumeAtMs) {
      const seconds = Math.ceil((this.#resumeAtMs - nowMs) / 1_000);
      return { code: 'RATE_LIMITED', detail: `Alpaca takes no more requests for ${seconds} s` };
    }
    this.#resumeAtMs = null;
    if (this.#budget <= 0) return { code: 'BROKER_BUDGET', detail: 'the requests of this run are used up' };
    this.#budget -= 1;
    return null;
  }

  /** Learns from the headers of an answer. */
  learn(status: number, headers: Headers): void {
    const remaining = header(headers, 'x-ratelimit-remaining');
    const isUsedUp = status === 429 || (remaining !== null && remaining < LEFT_FOR_OTHERS);
    if (!isUsedUp) return;
    const nowMs = this.#clock.now();
    const resetMs = (header(headers, 'x-ratelimit-reset') ?? 0) * 1_000;
    const isBelievable = resetMs > nowMs && resetMs <= nowMs + 10 * WINDOW_MS;
    this.#resumeAtMs = isBelievable ? resetMs : nowMs + WINDOW_MS;
  }
}

function header(headers: Headers, name: string): number | null {
  const text = headers.get(name);
  return text !== null && /^\d{1,12}$/.test(text) ? Number(text) : null;
}
