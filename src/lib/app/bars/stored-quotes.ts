import type { Instrument } from '../../core/instrument.ts';
import { type Interval, intervalMs, intervalNames } from '../../core/interval.ts';
import type { Quote, QuoteSource } from '../../market/bar-source.ts';
import type { BarStore } from '../../store/ports.ts';

/** A price that was known at a moment. */
interface KnownPrice {
  readonly timeMs: number;
  readonly price: number;
}

/**
 * Quotes made of stored bars, for markets without a live feed. The last price known at a moment is the open
 * of the bar that begins there or the close of the one that ends there, whichever is newer, of the finest
 * bars stored; never a price from inside a bar that is still forming. The spread is assumed.
 */
export class StoredQuotes implements QuoteSource {
  readonly #store: BarStore;
  readonly #source: string;
  readonly #halfSpread: number;

  constructor(store: BarStore, options: { readonly source: string; readonly spreadBps: number }) {
    this.#store = store;
    this.#source = options.source;
    this.#halfSpread = options.spreadBps / 20_000;
  }

  async quote({ symbol }: Instrument, atMs: number): Promise<Quote | null> {
    const known = intervalNames.flatMap(interval => this.#known(symbol, interval, atMs));
    const newest = known.reduce<KnownPrice | null>(
      (best, next) => (best && best.timeMs >= next.timeMs ? best : next),
      null,
    );
    if (!newest) return null;
    const { timeMs, price } = newest;
    return {
      symbol,
      timeMs,
      bid: roundCent(price * (1 - this.#halfSpread)),
      ask: roundCent(price * (1 + this.#halfSpread)),
    };
  }

  #known(symbol: string, interval: Interval, atMs: number): KnownPrice[] {
    const bars = this.#store.load({ source: this.#source, symbol, interval }, { toMs: atMs + 1, last: 2 });
    return Array.from(bars.time, (openMs, i) => {
      const closeMs = openMs + intervalMs(interval);
      return closeMs <= atMs
        ? { timeMs: closeMs, price: bars.close[i]! }
        : { timeMs: openMs, price: bars.open[i]! };
    });
  }
}

const roundCent = (price: number): number => Math.round(price * 100) / 100;
