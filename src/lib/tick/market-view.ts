import { type Cents, cents, formatPrice, NO_PRICE, type Price, priceFromNumber } from '../core/money.ts';
import { lotsCost, marketValue } from '../core/position.ts';
import type { BookState } from '../journal/state.ts';
import type { Quote } from '../market/bar-source.ts';

/** The quote of one symbol and when we got it on the clock that never goes back. */
export interface SeenQuote {
  readonly quote: Quote | null;
  readonly seenAt: number;
}

export type MarketView = ReadonlyMap<string, SeenQuote>;

/** Prices by symbol. */
export type Marks = Readonly<Record<string, Price>>;

const isSane = (quote: Quote | null): quote is Quote =>
  quote !== null && quote.bid > 0 && quote.ask >= quote.bid && quote.ask < NO_PRICE;

/** What positions are worth: the bid, since that is what selling would bring. Symbols without a sane quote are absent. */
export function marksOf(market: MarketView): Marks {
  const marks: Record<string, Price> = {};
  for (const [symbol, { quote }] of market) if (isSane(quote)) marks[symbol] = priceFromNumber(quote.bid);
  return marks;
}

export const formatMarks = (marks: Marks): Record<string, string> =>
  Object.fromEntries(Object.entries(marks).map(([symbol, mark]) => [symbol, formatPrice(mark)]));

/** Cash and positions at the marks; a symbol without a mark of now counts at its last one, or at its cost. */
export function equityOf(book: BookState, marks: Marks): Cents {
  const positions = Object.entries(book.symbols).map(([symbol, { lots, mark }]) => {
    const price = marks[symbol] ?? mark;
    return price ? marketValue(lots, price) : lotsCost(lots);
  });
  return cents(positions.reduce((sum, value) => sum + value, book.cash as bigint));
}
