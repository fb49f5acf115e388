import type { Instrument } from '../../core/instrument.ts';
import { priceNumber } from '../../core/money.ts';
import type { HiveState } from '../../journal/state.ts';
import type { Quote, QuoteSource } from '../../market/bar-source.ts';

/** The bids that the last tick valued positions at: the newest prices known without asking anybody. */
export class MarkedQuotes implements QuoteSource {
  readonly #state: () => HiveState | null;

  constructor(state: () => HiveState | null) {
    this.#state = state;
  }

  async quote({ symbol }: Instrument): Promise<Quote | null> {
    const state = this.#state();
    const mark = state?.books.main.symbols[symbol]?.mark ?? null;
    if (!state || mark === null) return null;
    const bid = priceNumber(mark);
    return { symbol, timeMs: state.lastTickMs ?? state.startedMs, bid, ask: bid };
  }
}
