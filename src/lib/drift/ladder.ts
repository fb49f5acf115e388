import { ratePpm, settle } from '../core/fill.ts';
import {
  affordableQty,
  formatCents,
  formatQty,
  type Price,
  parseCents,
  parsePrice,
  parseQty,
  type Qty,
  qty,
} from '../core/money.ts';
import { lotsQty } from '../core/position.ts';
import { applyFill, type FillPurpose, type Settled } from '../journal/apply-fill.ts';
import { type BookState, symbolState } from '../journal/state.ts';
import { type LiveFill, spentOn } from './live-orders.ts';

/** How a fill that really happened is priced and charged on one rung. */
export interface Terms {
  /** Null is the price that it really got. */
  readonly price: Price | null;
  readonly feeRate: number;
}

export interface Execution {
  readonly fill: LiveFill;
  readonly purpose: FillPurpose;
  /** Null leaves it as it was, fee included. */
  readonly terms: Terms | null;
}

/**
 * The book after the fills that really happened, in their order, at other prices or fees: a buy spends the same dollars,
 * a sale sells the same share of what is held.
 */
export const onTerms = (start: BookState, executions: readonly Execution[]): BookState =>
  executions.reduce((book, execution) => {
    const settled = settledFill(book, execution);
    return settled ? applyFill(book, settled, execution.purpose) : book;
  }, start);

function settledFill(book: BookState, { fill, terms }: Execution): Settled | null {
  const { data, heldBefore } = fill;
  const { symbol, side, at } = data;
  const held = lotsQty(symbolState(book, symbol).lots);
  if (terms === null && (side === 'buy' || held === heldBefore)) return data;
  const price = terms?.price ?? parsePrice(data.price);
  const gross = side === 'buy' ? bought(fill, price) : sold(fill, held);
  if (gross === 0n) return null;
  // What was charged on a fill of another size is not known; its rate is.
  const ppm = terms === null ? ppmOf(fill) : ratePpm(terms.feeRate);
  const settled = settle({ side, qty: gross, price }, ppm);
  return {
    symbol,
    side,
    at,
    cash: formatCents(settled.cash),
    net: formatQty(settled.qty),
    fee: formatCents(settled.feeValue),
  };
}

function bought({ data }: LiveFill, price: Price): Qty {
  return price === parsePrice(data.price) ? parseQty(data.qty) : affordableQty(spentOn(data), price);
}

function sold({ data, heldBefore }: LiveFill, held: Qty): Qty {
  const amount = parseQty(data.qty);
  if (held === heldBefore) return amount;
  return heldBefore === amount ? held : qty(heldBefore === 0n ? 0n : (held * amount) / heldBefore);
}

/** Parts per million that the fill was charged. */
function ppmOf({ data }: LiveFill): bigint {
  const value = spentOn(data);
  return value === 0n ? 0n : (parseCents(data.fee) * 1_000_000n) / value;
}
