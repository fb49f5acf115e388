import { findAsset } from '../assets.ts';
import { isTerminal } from '../books/books.ts';
import type { Fate, SandboxOrder } from '../books/state.ts';
import type { Desk } from '../desk.ts';
import {
  forbidden,
  invalid,
  notFound,
  ok,
  type Reply,
  refusal,
  type SandboxRequest,
  unprocessable,
} from '../exchange.ts';
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

const isVisible = (order: SandboxOrder, { nowMs }: Desk): boolean => order.visibleFromMs <= nowMs;

export function getOrder(desk: Desk, id: string): Reply {
  const order = desk.books.orders.get(id);
  return order && isVisible(order, desk) ? ok(orderView(order)) : notFound(`order not found for ${id}`);
}

export function getOrderByClientId(desk: Desk, { query }: SandboxRequest): Reply {
  const id = query.get('client_order_id') ?? '';
  const order = desk.books.byClientId.get(id);
  return order && isVisible(order, desk) ? ok(orderView(order)) : notFound(`order not found for ${id}`);
}

export function deleteOrder(desk: Desk, id: string): Reply {
  const order = desk.books.orders.get(id);
  if (!order) return notFound(`order not found for ${id}`);
  return cancel(desk, order) ?? { status: 204, body: undefined };
}

/** Null when the order was canceled, or will be. */
function cancel({ books, nowMs }: Desk, order: SandboxOrder): Reply | null {
  if (isTerminal(order.status) || order.status === 'pending_cancel') {
    return unprocessable(`order is already in "${order.status}" state`);
  }
  books.setStatus(order, order.fate?.kind === 'cancel-stuck' ? 'pending_cancel' : 'canceled', nowMs);
  return null;
}

/** One element for each open order, each with a status of its own. */
export function deleteOrders(desk: Desk): Reply {
  const results = [...desk.books.open].map(order => {
    const refused = cancel(desk, order);
    return refused ? { id: order.id, ...refused } : { id: order.id, status: 200 };
  });
  return { status: 207, body: results };
}

const DEFAULT_LIMIT = 50;
const MOST_ORDERS = 500;

export function getOrders(desk: Desk, { query }: SandboxRequest): Reply {
  const limit = Number(query.get('limit') ?? DEFAULT_LIMIT);
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST_ORDERS) {
    return invalid(`limit must be between 1 and ${MOST_ORDERS}`);
  }
  const after = timeOf(query.get('after'), Number.NEGATIVE_INFINITY);
  const until = timeOf(query.get('until'), Number.POSITIVE_INFINITY);
  if (Number.isNaN(after) || Number.isNaN(until)) return invalid('invalid time format');
  const wanted = orderFilter(query);
  const found = submittedAfter(desk, after).filter(
    order => order.submittedMs < until && wanted(order) && isVisible(order, desk),
  );
  if (query.get('direction') !== 'asc') found.reverse();
  return ok(found.slice(0, limit).map(orderView));
}

/** Oldest first. */
function submittedAfter({ books: { history } }: Desk, afterMs: number): SandboxOrder[] {
  let start = history.length;
  while (start > 0 && history[start - 1]!.submittedMs > afterMs) start--;
  return history.slice(start);
}

function orderFilter(query: URLSearchParams): (order: SandboxOrder) => boolean {
  const status = query.get('status') ?? 'open';
  const side = query.get('side');
  const symbols = query
    .get('symbols')
    ?.split(',')
    .map(name => findAsset(name)?.symbol);
  return order =>
    (status === 'all' || (status === 'closed') === isTerminal(order.status)) &&
    (side === null || order.side === side) &&
    (!symbols || symbols.includes(order.symbol));
}

/** Epoch milliseconds of a query value; NaN when it is no time. */
export const timeOf = (text: string | null, absent: number): number =>
  text === null ? absent : Date.parse(text);
