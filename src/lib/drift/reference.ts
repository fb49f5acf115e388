import { type Price, priceFromNumber } from '../core/money.ts';
import type { Side } from '../core/order.ts';
import type { Quote } from '../market/bar-source.ts';

/**
 * Where a price was known from: the made-up market, which can be asked again; stored bars, with the assumed spread;
 * the quote that the tick itself had.
 */
export type ReferenceSource = 'market' | 'bars' | 'tick';

export interface Reference {
  readonly quote: Quote;
  readonly source: ReferenceSource;
}

/** Prices of the past, as they are known now. */
export interface References {
  /** Null where no price is known near that moment. */
  at(symbol: string, atMs: number): Promise<Reference | null>;
}

/** What an order meets: the ask for buys, the bid for sells. */
export const sideOf = ({ bid, ask }: Pick<Quote, 'bid' | 'ask'>, side: Side): Price =>
  priceFromNumber(side === 'buy' ? ask : bid);

/** A quote around a middle price; `spreadBps` is the whole spread in hundredths of a percent. */
export const quoteAround = (symbol: string, middle: number, spreadBps: number, timeMs: number): Quote => ({
  symbol,
  timeMs,
  bid: middle * (1 - spreadBps / 20_000),
  ask: middle * (1 + spreadBps / 20_000),
});
