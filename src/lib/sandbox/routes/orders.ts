import { findAsset } from '../assets.ts';
import { isTerminal } from '../books/books.ts';
import type { SandboxOrder } from '../books/state.ts';
import type { Desk } from '../desk.ts';
import { invalid, notFound, ok, type Reply, type SandboxRequest, unprocessable } from '../exchange.ts';
import { orderView } from '../views/order-view.ts';

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
