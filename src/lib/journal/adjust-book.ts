import { type Cents, cents, notional, type Price, type Qty, qty } from '../core/money.ts';
import { type Lots, lotsCost, lotsQty, sellLots } from '../core/position.ts';
import { type BookState, symbolState } from './state.ts';

const withLots = (book: BookState, symbol: string, lots: Lots): BookState => ({
  ...book,
  symbols: { ...book.symbols, [symbol]: { ...symbolState(book, symbol), lots } },
});

/** A correction of estimated fees: cash that was or was not taken is profit or loss. */
export const adjustCash = (book: BookState, change: Cents): BookState => ({
  ...book,
  cash: cents(book.cash + change),
  realised: cents(book.realised + change),
  fees: cents(book.fees - change),
});

/**
 * A correction of coins by `change`, at no cost: the newest lots have more or fewer coins for the same money.
 * The cost of a lot that vanishes is a loss.
 */
export function adjustCoins(book: BookState, symbol: string, change: Qty, atMs: number): BookState {
  const { lots } = symbolState(book, symbol);
  const after = resized(lots, change, atMs);
  const lost = cents(lotsCost(lots) - lotsCost(after));
  return { ...withLots(book, symbol, after), realised: cents(book.realised - lost) };
}

function resized(lots: Lots, change: Qty, atMs: number): Lots {
  const newest = lots.at(-1);
  if (!newest) return change > 0n ? [{ qty: change, cost: cents(0), openedMs: atMs }] : [];
  const left = qty(newest.qty + change);
  if (left > 0n) return [...lots.slice(0, -1), { ...newest, qty: left }];
  return left === 0n ? lots.slice(0, -1) : resized(lots.slice(0, -1), left, atMs);
}

/** Cash as the account has it; the difference came from or went outside. */
export const takeCash = (book: BookState, cash: Cents): BookState => ({
  ...book,
  cash,
  external: cents(book.external + cash - book.cash),
});

/** Coins as the account has them: new ones are a lot bought at `mark`, missing ones left at their cost. */
export function takeCoins(
  book: BookState,
  { symbol, held, mark, atMs }: { symbol: string; held: Qty; mark: Price; atMs: number },
): BookState {
  const { lots } = symbolState(book, symbol);
  const change = qty(held - lotsQty(lots));
  if (change > 0n) {
    const cost = notional(change, mark, 'floor');
    const grown = withLots(book, symbol, [...lots, { qty: change, cost, openedMs: atMs }]);
    return { ...grown, external: cents(book.external + cost) };
  }
  const gone = sellLots(lots, qty(-change));
  return { ...withLots(book, symbol, gone.lots), external: cents(book.external - gone.cost) };
}
