import type { Clock } from '../../src/lib/core/clock.ts';
import type { Instrument } from '../../src/lib/core/instrument.ts';
import type { Quote, QuoteSource } from '../../src/lib/market/bar-source.ts';

export const BTC: Instrument = { symbol: 'BTC/USD', assetClass: 'crypto' };
export const ETH: Instrument = { symbol: 'ETH/USD', assetClass: 'crypto' };

/** A quote source whose quotes a test sets by hand; without one it knows nothing. */
export class HandQuotes implements QuoteSource {
  readonly #sides = new Map<string, { bid: number; ask: number }>();

  set(symbol: string, bid: number, ask: number): this {
    this.#sides.set(symbol, { bid, ask });
    return this;
  }

  async quote({ symbol }: Instrument, atMs: number): Promise<Quote | null> {
    const sides = this.#sides.get(symbol);
    return sides ? { symbol, timeMs: atMs, ...sides } : null;
  }
}

/** A clock that moves only when told to. */
export class HandClock implements Clock {
  #atMs: number;

  constructor(atMs: number) {
    this.#atMs = atMs;
  }

  now(): number {
    return this.#atMs;
  }

  monotonic(): number {
    return this.#atMs;
  }

  advance(ms: number): void {
    this.#atMs += ms;
  }
}
