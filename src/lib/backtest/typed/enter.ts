import { floorProduct } from '../../core/exact-product.ts';
import type { Account } from './account.ts';
import { costOf, feeOf, proceedsOf, qtyFor } from './amounts.ts';
import type { Holding } from './holding.ts';
import { entryQuote, slipped, type Terms } from './terms.ts';

/** Fields are set in place: an order must not cost an object. */
export interface EntryOrder {
  side: number;
  /** Middle price at which it meets the market, in units of 1e-9 dollars. */
  mid: number;
  /** Price of the fill; set when it meets the market. */
  price: number;
  bar: number;
  /** Most that fills of it. */
  cap: number;
}

/** Most that one order takes of a bar's volume; a volume that is not a number is none. */
export const capOf = ({ capNanos }: Terms, volume: number): number =>
  volume > 0 ? Math.floor(volume * capNanos) : 0;

const toUnit = (qty: number, { unitNanos }: Terms): number => qty - (qty % unitNanos);

const paysInCoins = (terms: Terms, side: number): boolean => terms.feeInCoins && side > 0;

const coinFee = (terms: Terms, side: number, qty: number): number =>
  paysInCoins(terms, side) ? feeOf(qty, terms.takerPpm) : 0;

/** Cents that a share of equity or the free cash may spend, fee included. */
function budgetOf(account: Account): number {
  const { sizing } = account.terms;
  const free = account.freeCents();
  if (sizing.kind !== 'fraction') return free;
  const equity = account.equityCents();
  return equity <= 0 ? 0 : Math.min(free, floorProduct(equity, sizing.ppm, 1e6));
}

/** A fixed quantity when the free cash covers it with its fee, else 0. */
function affordable(account: Account, order: EntryOrder, qty: number): number {
  const { terms } = account;
  const cost = costOf(qty, order.price);
  const fee = paysInCoins(terms, order.side) ? 0 : feeOf(cost, terms.takerPpm);
  return cost + fee > account.freeCents() ? 0 : qty;
}

/** Quantity to order at the price of the fill; 0 when there is not enough cash for any. */
function sizeOf(account: Account, order: EntryOrder): number {
  const { terms } = account;
  const { sizing } = terms;
  if (order.price <= 0) return 0;
  if (sizing.kind === 'notional') {
    return affordable(account, order, toUnit(qtyFor(sizing.cents, order.price), terms));
  }
  if (sizing.kind === 'qty') return affordable(account, order, toUnit(sizing.nanos, terms));
  const budget = budgetOf(account);
  if (budget <= 0) return 0;
  const cost = paysInCoins(terms, order.side) ? budget : floorProduct(budget, 1e6, 1e6 + terms.takerPpm);
  return toUnit(qtyFor(cost, order.price), terms);
}

/** Quantity that fills, before a fee in coins; 0 when there is none, which is counted. */
function fillable(account: Account, order: EntryOrder): number {
  const { terms } = account;
  const sized = sizeOf(account, order);
  const qty = order.cap < sized ? toUnit(order.cap, terms) : sized;
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
  order.price = price;
  const qty = fillable(account, order);
  if (qty === 0) return;
  const feeQty = coinFee(terms, side, qty);
  const amount = side > 0 ? costOf(qty, price) : proceedsOf(qty, price);
  const feeCash = paysInCoins(terms, side) ? 0 : feeOf(amount, terms.takerPpm);
  const change = -side * amount - feeCash;
  const fee = feeQty > 0 ? costOf(feeQty, price) : feeCash;
  const { next } = account.fills;
  next.symbol = holding.symbol;
  next.bar = bar;
  next.buys = side > 0;
  next.reason = 'ENTRY_SIGNAL';
  next.qty = qty;
  next.price = price;
  next.fee = fee;
  account.book(change);
  holding.side = side;
  holding.qty = qty - feeQty;
  holding.basis = Math.abs(change);
  holding.row = account.trades.open();
  holding.begin(bar);
  holding.setLevels(terms, quote, terms.nextOpen ? bar - 1 : bar);
}
