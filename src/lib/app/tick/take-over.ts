import type { BrokerOrder } from '../../broker/broker.ts';
import type { Fill } from '../../core/fill.ts';
import { formatQty, notional as worth } from '../../core/money.ts';
import { isTerminal } from '../../core/order-lifecycle.ts';
import type { OpenOrder } from '../../journal/state.ts';
import { acceptedEntry, fillEntries, totalQty } from '../../tick/order-entries.ts';
import type { TickSettings } from '../../tick/settings.ts';
import { fillsOf } from './fills-of.ts';
import type { TickPorts } from './ports.ts';
import { stopTrading } from './stop-trading.ts';

/**
 * Brings the journal up to what the broker says of one of our orders: acknowledged, each fill once, closed
 * when the order can change no more and all its fills are known.
 * @throws HiveError (refused, PROTOCOL_VIOLATION) after switching trading off when order or fills are not of
 * the order that we sent.
 */
export async function takeOver(
  ports: TickPorts,
  settings: TickSettings,
  order: BrokerOrder,
  requestId: string | null = null,
): Promise<void> {
  const { journal, broker } = ports;
  const open = journal.state.open[order.clientOrderId];
  if (!open) return;
  refuseStrange(ports, open, orderFault(open, order));
  if (!open.acknowledged) journal.record(acceptedEntry(order, requestId));
  const isOwed = order.filledQty > open.filledQty;
  if (!isOwed && !isTerminal(order.status)) return;
  const fills = isOwed ? await fillsOf(broker, order) : [];
  refuseStrange(ports, open, fillsFault(open, fills));
  const entries = fillEntries(order, { open, fills }, settings.feeRate);
  if (entries.length > 0) journal.record(...entries);
}

function orderFault(open: OpenOrder, { side, symbol, filledQty, notional, qty }: BrokerOrder): string | null {
  if (symbol !== open.symbol || side !== open.side) return `it is ${side} ${symbol}`;
  if (open.qty === null ? isOther(notional, open.value) : isOther(qty, open.qty))
    return 'it has another size';
  if (filledQty >= open.filledQty) return null;
  return `${formatQty(filledQty)} of it are filled, after ${formatQty(open.filledQty)} were`;
}

function fillsFault(open: OpenOrder, fills: readonly Fill[]): string | null {
  const strange = fills.find(({ symbol, side }) => symbol !== open.symbol || side !== open.side);
  if (strange) return `its fill ${strange.id} is ${strange.side} ${strange.symbol}`;
  return isTooMuch(open, fills) ? `its fills add up to more than was ordered` : null;
}

const isOther = (stated: bigint | null, sent: bigint): boolean => stated !== null && stated !== sent;

/** Each fill of an order sized in money may round up to the next cent. */
function isTooMuch({ qty: ordered, value }: OpenOrder, fills: readonly Fill[]): boolean {
  if (ordered !== null) return totalQty(fills) > ordered;
  const cost = fills.reduce((sum, fill) => sum + worth(fill.qty, fill.price, 'ceil'), 0n);
  return cost > value + BigInt(fills.length);
}

function refuseStrange(ports: TickPorts, { order, side, symbol }: OpenOrder, fault: string | null): void {
  if (fault === null) return;
  throw stopTrading(ports, {
    code: 'PROTOCOL_VIOLATION',
    message: `The broker answered to order ${order} (${side} ${symbol}) that ${fault}.`,
    next: 'Compare the orders with the broker',
  });
}
