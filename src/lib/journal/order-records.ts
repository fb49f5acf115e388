import { utcDay } from '../core/clock.ts';
import { cents, parseCents, parseQty, qty } from '../core/money.ts';
import { applyFill } from './apply-fill.ts';
import { withFill } from './learning-records.ts';
import { type HiveState, type OpenOrder, symbolState } from './state.ts';
import {
  forgotten,
  type Handler,
  impossible,
  openOrder,
  parsePlan,
  recent,
  spend,
  withBook,
  withOpen,
  withSymbol,
} from './state-changes.ts';

/* What the records of an order do to the state, from its intent to its end. */

export const intent: Handler<'INTENT'> = (state, data, atMs) => {
  if (state.recentOrders.some(({ order }) => order === data.order))
    throw impossible(`a second intent of order ${data.order}`);
  const open: OpenOrder = {
    order: data.order,
    decision: data.decision,
    symbol: data.symbol,
    side: data.side,
    purpose: data.purpose,
    reason: data.reason,
    value: parseCents(data.value),
    qty: data.qty === undefined ? null : parseQty(data.qty),
    confidence: data.confidence,
    intendedMs: atMs,
    acknowledged: false,
    filledQty: qty(0),
    fills: [],
    misses: 0,
    plan: data.plan ? parsePlan(data.plan) : null,
  };
  const counted = withBook(state, 'main', book => {
    const { slots } = symbolState(book, data.symbol);
    const spent = spend(book, atMs, open.value);
    return withSymbol(spent, data.symbol, {
      slots: { ...slots, [data.side]: data.slot },
      ...(data.purpose === 'entry' ? { lastEntryMs: atMs } : { closing: data.reason }),
    });
  });
  const recentOrders = [
    ...recent(counted.recentOrders, counted, atMs),
    { order: open.order, brokerId: null, atMs },
  ];
  return { ...forgotten(counted, atMs), recentOrders, open: { ...counted.open, [open.order]: open } };
};

/** Takes an order out of the budgets of its day, or puts it back; what moved money stays, and so does the slot. */
function rebudget(state: HiveState, order: OpenOrder, orders: 1 | -1): HiveState {
  if (order.filledQty > 0n) return state;
  return withBook(state, 'main', book => {
    const { day } = book;
    if (!day || day.day !== utcDay(order.intendedMs)) return book;
    const notional = cents(day.notional + BigInt(orders) * order.value);
    return { ...book, day: { ...day, orders: day.orders + orders, notional } };
  });
}

export const neverHappened: Handler<'REFUSED' | 'ABSENT'> = (state, { order }) => {
  const known = openOrder(state, order);
  const closed = withOpen(state, order, () => null);
  if (!known) return closed;
  return rebudget({ ...closed, dismissed: { ...closed.dismissed, [order]: known } }, known, -1);
};

export const acknowledged = (state: HiveState, order: string, brokerId: string): HiveState => ({
  ...withOpen(state, order, open => ({ ...open, acknowledged: true })),
  recentOrders: state.recentOrders.map(known => (known.order === order ? { ...known, brokerId } : known)),
});

export const reappeared: Handler<'REAPPEARED'> = (state, { order, brokerId }) => {
  const known = state.dismissed[order];
  if (!known) throw impossible(`a reappearance of order ${order}, which was not dismissed`);
  const { [order]: _, ...dismissed } = state.dismissed;
  const counted = rebudget(state, known, 1);
  return acknowledged({ ...counted, dismissed, open: { ...counted.open, [order]: known } }, order, brokerId);
};

export const fill: Handler<'FILL'> = (state, data, atMs) => {
  const order = openOrder(state, data.order);
  if (!order) throw impossible(`a fill of order ${data.order}, which is not open`);
  if (order.fills.includes(data.fill)) throw impossible(`fill ${data.fill} twice`);
  const moved = withBook(state, 'main', book => applyFill(book, data, order));
  const feeCash = data.side === 'sell' ? parseCents(data.fee) : cents(0);
  const recentFills = [...recent(state.recentFills, state, atMs), { symbol: data.symbol, feeCash, atMs }];
  return withOpen(withFill({ ...moved, recentFills }, data, order), data.order, open => ({
    ...open,
    fills: [...open.fills, data.fill],
    filledQty: qty(open.filledQty + parseQty(data.qty)),
  }));
};
