import { isoTime } from '../core/clock.ts';
import { cents, dollars, type Price, priceNumber, qtyNumber } from '../core/money.ts';
import { lotsCost, lotsQty, marketValue } from '../core/position.ts';
import type { BookState, SymbolState } from '../journal/state.ts';

/** One open position. Money in dollars to the cent, coins to 1e-9. */
export interface PositionView {
  readonly symbol: string;
  readonly qty: number;
  /** Dollars paid for what is held, fees included, and that a coin. */
  readonly cost: number;
  readonly averagePrice: number;
  /** The bid it is valued at, that value, and the profit not yet realised. */
  readonly mark: number | null;
  readonly value: number | null;
  readonly unrealised: number | null;
  readonly openedAt: string;
  /** Where the position is left: prices and the end of its horizon; nulls when there is none. */
  readonly target: number | null;
  readonly stop: number | null;
  readonly expiresAt: string | null;
}

/**
 * One book in dollars. `profit` is equity less starting cash and less what came from outside; it equals realised
 * plus unrealised, to the cent.
 */
export interface BookView {
  readonly cash: number;
  readonly equity: number;
  readonly profit: number;
  readonly realised: number;
  readonly unrealised: number;
  readonly fees: number;
  readonly turnover: number;
  readonly trades: number;
  readonly roundTrips: number;
  readonly wins: number;
  readonly positions: readonly PositionView[];
}

export type Marks = Readonly<Record<string, Price>>;

/** A book at the marks; a symbol without one counts at its last known mark, or, before its first, at its cost. */
export function bookView(book: BookState, startingCash: bigint, marks: Marks): BookView {
  const held = Object.entries(book.symbols).filter(([, { lots }]) => lotsQty(lots) > 0n);
  const open = held.map(([symbol, state]) => ({ symbol, state, mark: marks[symbol] ?? state.mark }));
  const cost = open.reduce((sum, { state: { lots } }) => sum + lotsCost(lots), 0n);
  const value = open.reduce(
    (sum, { state: { lots }, mark }) => sum + (mark ? marketValue(lots, mark) : lotsCost(lots)),
    0n,
  );
  const equity = book.cash + value;
  return {
    cash: dollars(book.cash),
    equity: dollars(cents(equity)),
    profit: dollars(cents(equity - startingCash - book.external)),
    realised: dollars(book.realised),
    unrealised: dollars(cents(value - cost)),
    fees: dollars(book.fees),
    turnover: dollars(book.turnover),
    trades: book.trades,
    roundTrips: book.roundTrips,
    wins: book.wins,
    positions: open.map(({ symbol, state, mark }) => positionView(symbol, state, mark)),
  };
}

function positionView(symbol: string, { lots, plan }: SymbolState, mark: Price | null): PositionView {
  const cost = lotsCost(lots);
  const value = mark ? marketValue(lots, mark) : null;
  return {
    symbol,
    qty: qtyNumber(lotsQty(lots)),
    cost: dollars(cost),
    averagePrice: dollars(cost) / qtyNumber(lotsQty(lots)),
    mark: mark ? priceNumber(mark) : null,
    value: value === null ? null : dollars(value),
    unrealised: value === null ? null : dollars(cents(value - cost)),
    openedAt: isoTime(lots[0]!.openedMs),
    target: plan?.target ? priceNumber(plan.target) : null,
    stop: plan?.stop ? priceNumber(plan.stop) : null,
    expiresAt: plan ? isoTime(plan.expiresMs) : null,
  };
}
