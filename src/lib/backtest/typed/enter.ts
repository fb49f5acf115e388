import { floorProduct } from '../../core/exact-product.ts';
import type { Account } from './account.ts';
import { costOf, feeOf, proceedsOf, qtyFor } from './amounts.ts';
import type { Holding } from './holding.ts';
import { entryQuote, slipped, type Terms } from './terms.ts';

export interface EntryOrder {
  readonly side: 1 | -1;
  /** Middle price at which it meets the market, in units of 1e-9 dollars. */
  readonly mid: number;
  readonly bar: number;
  readonly volume: number;
}

/** Most that one order takes of a bar's volume; a volume that is not a number is none. */
export const capOf = ({ capNanos }: Terms, volume: number): number => {
  if (capNanos < 0) return Infinity;
  return volume > 0 ? Math.floor(volume * capNanos) : 0;
};

const toUnit = (qty: number, { unitNanos }: Terms): number => qty - (qty % unitNanos);

const paysInCoins = (terms: Terms, side: number): boolean => terms.feeInCoins && side > 0;

const coinFee = (terms: Terms, side: number, qty: number): number =>
  paysInCoins(terms, side) ? feeOf(qty, terms.takerPpm) : 0;

/** Cents that a share of equity or the free cash may spend, fee included. */
function budgetOf(account: Account, free: number): number {
  const { sizing } = account.terms;
  if (sizing.kind !== 'fraction') return free;
  const equity = account.equityCents();
  return equity <= 0 ? 0 : Math.min(free, floorProduct(equity, sizing.ppm, 1e6));
}

/** Quantity of a fixed amount when the free cash covers it with its fee, else 0. */
function fixedQty(terms: Terms, order: EntryOrder, at: { free: number; price: number }): number {
  const { sizing } = terms;
  const wanted =
    sizing.kind === 'notional' ? qtyFor(sizing.cents, at.price) : sizing.kind === 'qty' ? sizing.nanos : 0;
  const qty = toUnit(wanted, terms);
  const cost = costOf(qty, at.price);
  const fee = paysInCoins(terms, order.side) ? 0 : feeOf(cost, terms.takerPpm);
  return cost + fee > at.free ? 0 : qty;
}

/** Quantity to order at the price of the fill; 0 when there is not enough cash for any. */
function sizeOf(account: Account, order: EntryOrder, price: number): number {
  const { terms } = account;
  const free = account.freeCents();
  if (free <= 0 || price <= 0) return 0;
  if (terms.sizing.kind === 'notional' || terms.sizing.kind === 'qty') {
    return fixedQty(terms, order, { free, price });
  }
  const budget = budgetOf(account, free);
  if (budget <= 0) return 0;
  const cost = paysInCoins(terms, order.side) ? budget : floorProduct(budget, 1e6, 1e6 + terms.takerPpm);
  return toUnit(qtyFor(cost, price), terms);
}

/** Quantity that fills at `price`, before a fee in coins; 0 when there is none, which is counted. */
function fillable(account: Account, order: EntryOrder, price: number): number {
  const { terms } = account;
  const sized = sizeOf(account, order, price);
  const cap = capOf(terms, order.volume);
  const qty = cap < sized ? toUnit(cap, terms) : sized;
  if (sized <= coinFee(terms, order.side, sized)) account.reject('NO_CASH');
  else if (qty <= coinFee(terms, order.side, qty)) account.reject('NO_VOLUME');
  else return qty;
  return 0;
}

/** Opens a position at a quote made of `order.mid`, or counts why it did not. */
export function enter(account: Account, holding: Holding, order: EntryOrder): void {
  const { terms } = account;
  const { side, bar } = order;
  const quote = entryQuote(terms, side, order.mid);
  const price = slipped(terms, side, quote);
  const qty = fillable(account, order, price);
  if (qty === 0) return;
  const feeQty = coinFee(terms, side, qty);
  const amount = side > 0 ? costOf(qty, price) : proceedsOf(qty, price);
  const feeCash = paysInCoins(terms, side) ? 0 : feeOf(amount, terms.takerPpm);
  const change = -side * amount - feeCash;
  const fee = feeQty > 0 ? costOf(feeQty, price) : feeCash;
  const { symbol } = holding;
  account.book(change, { symbol, bar, buys: side > 0, reason: 'ENTRY_SIGNAL', qty, price, fee });
  holding.begin({ side, qty: qty - feeQty, basis: Math.abs(change), bar, row: account.trades.open() });
  holding.setLevels(terms, quote, terms.nextOpen ? bar - 1 : bar);
}
