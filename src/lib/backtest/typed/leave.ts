import { floorProduct } from '../../core/exact-product.ts';
import type { Account } from './account.ts';
import { costOf, feeOf, proceedsOf } from './amounts.ts';
import type { FillReason } from './fill-table.ts';
import type { Holding } from './holding.ts';
import { slipped } from './terms.ts';

/** Fields are set in place: an order must not cost an object. */
export interface ExitOrder {
  reason: FillReason;
  bar: number;
  /** Exit side of the quote or the level that a market order meets, before slippage; the price of a resting target. */
  quote: number;
  /** It rests as a limit order: no slippage, the maker's fee. */
  rests: boolean;
  /** Most that fills. */
  cap: number;
}

/** Sells a long position or buys a short one back, as far as the cap allows; true when it is flat. */
export function leave(account: Account, holding: Holding, order: ExitOrder): boolean {
  const { terms } = account;
  const { side } = holding;
  const qty = Math.min(holding.qty, order.cap);
  if (qty <= 0) {
    holding.exiting = order.reason;
    return false;
  }
  const price = order.rests ? order.quote : slipped(terms, -side, order.quote);
  const amount = side > 0 ? proceedsOf(qty, price) : costOf(qty, price);
  const fee = feeOf(amount, order.rests ? terms.makerPpm : terms.takerPpm);
  const change = side * amount - fee;
  const { next } = account.fills;
  next.symbol = holding.symbol;
  next.bar = order.bar;
  next.buys = side < 0;
  next.reason = order.reason;
  next.qty = qty;
  next.price = price;
  next.fee = fee;
  account.book(change);
  const share = qty === holding.qty ? holding.basis : floorProduct(holding.basis, qty, holding.qty);
  holding.basis -= share;
  holding.realised += change - side * share;
  holding.feeClose += fee;
  if (qty < holding.qty) {
    holding.exitSum += BigInt(qty) * BigInt(price);
    holding.qty -= qty;
    holding.exiting = order.reason;
    return false;
  }
  const average = qty === holding.total ? price : averageOf(holding, price);
  account.trades.close(holding.row, average);
  holding.side = 0;
  holding.qty = 0;
  holding.exiting = null;
  return true;
}

/** Average price of the exits, rounded down, when the last one leaves at `price`: exact in bigint, for this is rare. */
const averageOf = ({ exitSum, qty, total }: Holding, price: number): number =>
  Number((exitSum + BigInt(qty) * BigInt(price)) / BigInt(total));
