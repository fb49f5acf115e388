import { marketData } from '@alpacahq/alpaca-trade-api/rest';
import type { Alpaca } from '../../alpaca/client.ts';
import { readData } from '../../alpaca/read.ts';
import type { Instrument } from '../../core/instrument.ts';
import type { Quote, QuoteSource } from '../bar-source.ts';
import { quotesAnswer } from './answers.ts';

/** A quote read this long ago is asked for again: symbols that are looked at together share one request. */
const SHARED_MS = 1_000;

/**
 * The newest quotes of Alpaca's own venue, the one where its orders are filled. They are as they came, crossed or
 * empty ones too: whether to trade on them is for the quote rules to say.
 */
export class AlpacaQuotes implements QuoteSource {
  readonly #alpaca: Alpaca;
  readonly #symbols: readonly string[];
  #read: { readonly atMs: number; readonly quotes: ReadonlyMap<string, Quote> } | null = null;

  /** @param symbols coins that are asked for together. */
  constructor(alpaca: Alpaca, symbols: readonly string[]) {
    this.#alpaca = alpaca;
    this.#symbols = symbols;
  }

  async quote({ symbol }: Instrument, atMs: number): Promise<Quote | null> {
    const isShared = this.#read !== null && atMs >= this.#read.atMs && atMs - this.#read.atMs < SHARED_MS;
    if (!isShared || !this.#read?.quotes.has(symbol)) {
      this.#read = { atMs, quotes: await this.#latest([...new Set([...this.#symbols, symbol])]) };
    }
    return this.#read?.quotes.get(symbol) ?? null;
  }

  async #latest(symbols: readonly string[]): Promise<ReadonlyMap<string, Quote>> {
    const { value } = await readData(this.#alpaca, { what: 'the quotes', schema: quotesAnswer }, config =>
      new marketData.CryptoApi(config).cryptoLatestQuotesRaw({ loc: 'us', symbols: symbols.join(',') }),
    );
    return new Map(
      Object.entries(value.quotes).map(([symbol, { t, bp, ap }]) => [
        symbol,
        { symbol, timeMs: t, bid: bp, ask: ap },
      ]),
    );
  }
}
