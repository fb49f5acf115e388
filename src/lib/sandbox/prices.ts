import type { Instrument } from '../core/instrument.ts';
import { type Price, priceFromNumber } from '../core/money.ts';
import type { BarSource, QuoteSource } from '../market/bar-source.ts';

/** Where the sandbox's prices come from. */
export interface SandboxPrices {
  readonly quotes: QuoteSource;
  readonly bars: BarSource;
}

export interface ExactQuote {
  readonly bid: Price;
  readonly ask: Price;
}

/** The two prices of a moment, exact; null when there is no quote. */
export async function exactQuote(
  { quotes }: SandboxPrices,
  instrument: Instrument,
  atMs: number,
): Promise<ExactQuote | null> {
  const quote = await quotes.quote(instrument, atMs);
  return quote && { bid: priceFromNumber(quote.bid), ask: priceFromNumber(quote.ask) };
}
