import { parseInstrument } from '../core/instrument.ts';
import { dollars, priceFromNumber } from '../core/money.ts';
import type { HiveState } from '../journal/state.ts';
import type { Adapters } from './adapters.ts';
import { type BookView, bookView, type Marks } from './book-view.ts';
import { readState } from './read-journal.ts';

export interface Positions {
  readonly account: string;
  readonly startingCash: number;
  /** The account that trades. */
  readonly main: BookView;
  /** The random control arm under the same costs and limits: what luck would have made of it. */
  readonly control: BookView;
  /** Orders whose outcome is not known; their symbols are frozen. */
  readonly openOrders: readonly string[];
}

/** Positions and profit at the quotes of now. Null before the first tick. */
export async function positions(adapters: Adapters): Promise<Positions | null> {
  const state = await readState(adapters);
  if (!state) return null;
  const marks = await marksNow(adapters, state);
  const view = (book: 'main' | 'control') => bookView(state.books[book], state.startingCash, marks);
  return {
    account: state.account,
    startingCash: dollars(state.startingCash),
    main: view('main'),
    control: view('control'),
    openOrders: Object.keys(state.open),
  };
}

async function marksNow(adapters: Adapters, { books }: HiveState): Promise<Marks> {
  const quotes = await adapters.quotes((await adapters.storeToRead()).bars);
  const symbols = new Set(Object.values(books).flatMap(book => Object.keys(book.symbols)));
  const marks: Record<string, ReturnType<typeof priceFromNumber>> = {};
  for (const symbol of symbols) {
    const quote = await quotes.quote(parseInstrument(symbol), adapters.clock.now());
    if (quote && quote.bid > 0) marks[symbol] = priceFromNumber(quote.bid);
  }
  return marks;
}
