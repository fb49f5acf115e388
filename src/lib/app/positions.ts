import { parseInstrument } from '../core/instrument.ts';
import { dollars, priceFromNumber } from '../core/money.ts';
import type { HiveState } from '../journal/state.ts';
import { type BookView, bookView, type Marks } from './book-view.ts';
import { readState } from './read-journal.ts';
import type { Reading } from './reading.ts';

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
export const positions = async (reading: Reading): Promise<Positions | null> =>
  positionsOf(reading, await readState(reading));

/** The same for a journal that has been read. */
export async function positionsOf(
  reading: Pick<Reading, 'quotesToRead' | 'clock'>,
  state: HiveState | null,
): Promise<Positions | null> {
  if (!state) return null;
  const marks = await marksNow(reading, state);
  const view = (book: 'main' | 'control') => bookView(state.books[book], state.startingCash, marks);
  return {
    account: state.account,
    startingCash: dollars(state.startingCash),
    main: view('main'),
    control: view('control'),
    openOrders: Object.keys(state.open),
  };
}

async function marksNow(
  reading: Pick<Reading, 'quotesToRead' | 'clock'>,
  { books }: HiveState,
): Promise<Marks> {
  const quotes = await reading.quotesToRead();
  const symbols = new Set(Object.values(books).flatMap(book => Object.keys(book.symbols)));
  const marks: Record<string, ReturnType<typeof priceFromNumber>> = {};
  for (const symbol of symbols) {
    const quote = await quotes.quote(parseInstrument(symbol), reading.clock.now());
    if (quote && quote.bid > 0) marks[symbol] = priceFromNumber(quote.bid);
  }
  return marks;
}
