import { type Cents, cents, parseCents, parseQty, qty } from '../core/money.ts';
import { lotsQty, sellLots } from '../core/position.ts';
import type { Reason } from '../core/reason.ts';
import type { FillData } from './entry.ts';
import { type BookState, type Plan, type SymbolState, symbolState } from './state.ts';

export type Settled = Pick<FillData, 'symbol' | 'side' | 'at' | 'cash' | 'net' | 'fee'>;

/** Why the fill happened and, for an entry, when to leave again. */
export interface FillPurpose {
  readonly purpose: 'entry' | 'exit';
  readonly reason: Reason;
  readonly plan: Plan | null;
}

/** Moves cash, lots, realised profit and counts by one settled fill. Costs and proceeds include fees. */
export function applyFill(book: BookState, fill: Settled, purpose: FillPurpose): BookState {
  const cash = parseCents(fill.cash);
  const counted = {
    ...book,
    cash: cents(book.cash + cash),
    fees: cents(book.fees + parseCents(fill.fee)),
    turnover: cents(book.turnover + (cash < 0n ? -cash : cash)),
    trades: book.trades + 1,
  };
  const held = symbolState(book, fill.symbol);
  return fill.side === 'buy'
    ? bought(counted, held, { fill, purpose, cash })
    : sold(counted, held, { fill, cash });
}

const put = (book: BookState, symbol: string, state: SymbolState): BookState => ({
  ...book,
  symbols: { ...book.symbols, [symbol]: state },
});

function bought(
  book: BookState,
  held: SymbolState,
  { fill, purpose, cash }: { fill: Settled; purpose: FillPurpose; cash: Cents },
): BookState {
  const lot = { qty: parseQty(fill.net), cost: cents(-cash), openedMs: Date.parse(fill.at) };
  return put(book, fill.symbol, { ...held, lots: [...held.lots, lot], plan: purpose.plan, closing: null });
}

function sold(book: BookState, held: SymbolState, { fill, cash }: { fill: Settled; cash: Cents }): BookState {
  const sale = sellLots(held.lots, qty(-parseQty(fill.net)));
  const profit = cents(cash - sale.cost);
  const tripProfit = cents(held.tripProfit + profit);
  const flat = lotsQty(sale.lots) === 0n;
  const rest = flat
    ? { ...held, lots: [], plan: null, closing: null, tripProfit: cents(0) }
    : { ...held, lots: sale.lots, tripProfit };
  return {
    ...put(book, fill.symbol, rest),
    realised: cents(book.realised + profit),
    roundTrips: book.roundTrips + (flat ? 1 : 0),
    wins: book.wins + (flat && tripProfit > 0n ? 1 : 0),
  };
}
