import { type Cents, cents, type Qty, qty } from '../../core/money.ts';
import { costOf, plainCents, plainQty, qtyFor } from '../amounts.ts';
import type { Books } from '../books/books.ts';
import { availableCash, heldQty } from '../books/reserved.ts';
import { forbidden, invalid, type Reply } from '../exchange.ts';
import type { ExactQuote } from '../prices.ts';
import type { OrderRequest } from './order-request.ts';

/** Smallest cost of a crypto buy. */
const LEAST_COST = cents(1_000);

/** Why the account may not place a well-formed order now; null when it may. */
export function refuseOrder(books: Books, order: OrderRequest, quote: ExactQuote): Reply | null {
  if (order.clientOrderId !== null && books.byClientId.has(order.clientOrderId)) {
    return invalid('client_order_id must be unique');
  }
  return washTrade(books, order) ?? (order.side === 'buy' ? refuseBuy : refuseSale)(books, order, quote);
}

/** An open order on the other side of the same coin. */
function washTrade({ open }: Books, { asset, side }: OrderRequest): Reply | null {
  for (const other of open) {
    if (other.symbol === asset.symbol && other.side !== side) {
      return forbidden('potential wash trade detected. use complex orders', {
        reject_reason: 'opposite side market/stop order exists',
        existing_order_id: other.id,
      });
    }
  }
  return null;
}

function refuseBuy(books: Books, order: OrderRequest, quote: ExactQuote): Reply | null {
  const cost: Cents = order.notional ?? costOf(order.qty!, order.limitPrice ?? quote.ask);
  if (cost < LEAST_COST) return forbidden('cost basis must be >= minimal amount of order 10');
  const available = availableCash(books);
  return cost > available ? insufficient('USD', cost, { available, balance: books.cash }, plainCents) : null;
}

function refuseSale(books: Books, order: OrderRequest, quote: ExactQuote): Reply | null {
  const wanted = order.qty ?? qtyFor(order.notional!, quote.bid);
  const balance = books.positions.get(order.asset.symbol)?.qty ?? qty(0);
  const held = heldQty(books, order.asset.symbol);
  const available = qty(balance - held);
  if (wanted > balance) return insufficient(order.asset.coin, wanted, { available, balance }, plainQty);
  return wanted > available ? heldByOrders(books, order, { wanted, available, balance, held }) : null;
}

/** The recorded body says `symbol: "USD"` whatever is short. */
function insufficient<T>(
  what: string,
  requested: T,
  { available, balance }: { available: T; balance: T },
  plain: (amount: T) => string,
): Reply {
  const message = `insufficient balance for ${what} (requested: ${plain(requested)}, available: ${plain(available)})`;
  return forbidden(message, { available: plain(available), balance: plain(balance), symbol: 'USD' });
}

interface SaleSizes {
  readonly wanted: Qty;
  readonly available: Qty;
  readonly balance: Qty;
  readonly held: Qty;
}

function heldByOrders({ open }: Books, { asset }: OrderRequest, sizes: SaleSizes): Reply {
  const related = [...open].filter(order => order.symbol === asset.symbol).map(order => order.id);
  const [wanted, available] = [plainQty(sizes.wanted), plainQty(sizes.available)];
  return forbidden(`insufficient qty available for order (requested: ${wanted}, available: ${available})`, {
    available,
    existing_qty: plainQty(sizes.balance),
    held_for_orders: plainQty(sizes.held),
    related_orders: related,
    symbol: asset.glued,
  });
}
