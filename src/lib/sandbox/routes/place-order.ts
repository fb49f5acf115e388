import type { Fate, SandboxOrder } from '../books/state.ts';
import type { Desk } from '../desk.ts';
import { forbidden, invalid, ok, type Reply, refusal, type SandboxRequest } from '../exchange.ts';
import { type OrderRequest, readOrder } from '../orders/order-request.ts';
import { refuseOrder } from '../orders/refuse-order.ts';
import { exactQuote } from '../prices.ts';
import { orderView } from '../views/order-view.ts';

/** What a fault has in store for the order of this request. */
export interface OrderOmen {
  readonly fate: Fate | null;
  readonly hiddenMs: number;
  readonly isForeign: boolean;
  /** Answered as if it were taken, and forgotten. */
  readonly isLost: boolean;
}

export const NO_OMEN: OrderOmen = { fate: null, hiddenMs: 0, isForeign: false, isLost: false };

export function postOrder(desk: Desk, request: SandboxRequest, omen: OrderOmen): Promise<Reply> | Reply {
  const order = readOrder(request.body);
  return 'status' in order ? order : placeOrder(desk, order, omen);
}

/** Checks and takes a well-formed order. */
export async function placeOrder(desk: Desk, request: OrderRequest, omen: OrderOmen): Promise<Reply> {
  const quote = await exactQuote(desk.prices, request.asset, desk.nowMs);
  if (!quote) return refusal(500, 50010000, 'internal server error occurred');
  const refused = standingFault(desk) ?? refuseOrder(desk.books, request, quote);
  if (refused) return refused;
  const order = newOrder(desk, request, {
    omen,
    referencePrice: request.side === 'buy' ? quote.ask : quote.bid,
  });
  if (!omen.isLost) desk.books.add(order);
  return ok(orderView(order));
}

function standingFault({ standing }: Desk): Reply | null {
  if (standing.suspended) return forbidden('new orders are rejected by user request');
  if (standing.tradingBlocked || standing.accountBlocked)
    return forbidden('account is not authorized to trade');
  return standing.cryptoStatus === 'ACTIVE' ? null : invalid('crypto orders not allowed for account');
}

function newOrder(
  { books, nowMs, fillDelayMs }: Desk,
  { asset, clientOrderId, ...request }: OrderRequest,
  { omen, referencePrice }: { omen: OrderOmen; referencePrice: SandboxOrder['referencePrice'] },
): SandboxOrder {
  return {
    id: books.newId(),
    clientOrderId: clientOrderId ?? books.newId(),
    symbol: asset.symbol,
    ...request,
    submittedMs: nowMs,
    isForeign: omen.isForeign,
    fate: omen.fate,
    visibleFromMs: nowMs + omen.hiddenMs,
    referencePrice,
    status: 'pending_new',
    filledQty: 0n as SandboxOrder['filledQty'],
    filledCost: 0n,
    filledMs: null,
    updatedMs: nowMs,
    endedMs: null,
    dueMs: nowMs + fillDelayMs,
    isTriggered: false,
    fills: 0,
  };
}
