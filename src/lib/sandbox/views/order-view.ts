import { averagePrice, plainCents, plainPrice, plainQty } from '../amounts.ts';
import { assetBySymbol } from '../assets.ts';
import type { SandboxOrder } from '../books/state.ts';
import { nanoTime, nanoTimeOrNull } from './times.ts';

const EXPIRES_AFTER_MS = 90 * 86_400_000;

/** An order as Alpaca's API writes it. */
export function orderView(order: SandboxOrder) {
  const ended = (status: string) => (order.status === status ? nanoTimeOrNull(order.endedMs) : null);
  return {
    id: order.id,
    client_order_id: order.clientOrderId,
    created_at: nanoTime(order.submittedMs),
    updated_at: nanoTime(order.updatedMs),
    submitted_at: nanoTime(order.submittedMs),
    filled_at: ended('filled'),
    expired_at: ended('expired'),
    canceled_at: ended('canceled'),
    failed_at: ended('rejected'),
    replaced_at: null,
    replaced_by: null,
    replaces: null,
    asset_id: assetBySymbol(order.symbol).id,
    symbol: order.symbol,
    asset_class: 'crypto',
    notional: order.notional === null ? null : plainCents(order.notional),
    qty: order.qty === null ? null : plainQty(order.qty),
    filled_qty: plainQty(order.filledQty),
    filled_avg_price:
      order.filledQty > 0n ? plainPrice(averagePrice(order.filledCost, order.filledQty)) : null,
    order_class: '',
    order_type: order.type,
    type: order.type,
    side: order.side,
    time_in_force: order.timeInForce,
    limit_price: order.limitPrice === null ? null : plainPrice(order.limitPrice),
    stop_price: order.stopPrice === null ? null : plainPrice(order.stopPrice),
    status: order.status,
    extended_hours: false,
    legs: null,
    trail_percent: null,
    trail_price: null,
    hwm: null,
    subtag: null,
    source: null,
    expires_at: nanoTime(order.submittedMs + EXPIRES_AFTER_MS),
  };
}
