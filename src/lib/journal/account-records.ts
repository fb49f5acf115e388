import { parseCents, parsePrice, parseQty } from '../core/money.ts';
import { adjustCash, adjustCoins, takeCash, takeCoins } from './adjust-book.ts';
import { type Handler, withBook, withSymbol } from './state-changes.ts';

/* What the records of the account itself do to the state: corrections, and what a person did. */

export const adjusted: Handler<'ADJUSTED'> = (state, { cash, coins }, atMs) =>
  withBook(state, 'main', book =>
    Object.entries(coins).reduce(
      (next, [symbol, change]) => adjustCoins(next, symbol, parseQty(change), atMs),
      adjustCash(book, parseCents(cash)),
    ),
  );

export const balance: Handler<'BALANCE'> = (state, { cash, coins, marks }, atMs) =>
  withBook(state, 'main', book =>
    Object.entries(coins).reduce(
      (next, [symbol, held]) =>
        takeCoins(next, { symbol, held: parseQty(held), mark: parsePrice(marks[symbol]!), atMs }),
      takeCash(book, parseCents(cash)),
    ),
  );

/** Positions are left as by any exit that has begun: what is not sold at once, later ticks go on selling. */
export const flatten: Handler<'FLATTEN'> = (state, { symbols }) =>
  withBook(state, 'main', book =>
    symbols.reduce((next, symbol) => withSymbol(next, symbol, { closing: 'EXIT_FLATTEN' }), book),
  );
