import type { BrokerOrder } from '../../broker/broker.ts';
import { isoTime } from '../../core/clock.ts';
import { type Fill, ratePpm, settle } from '../../core/fill.ts';
import { formatCents, formatPrice, formatQty, notional, type Qty, qty } from '../../core/money.ts';
import { isTerminal } from '../../core/order-lifecycle.ts';
import { type Entry, entry, type FillData } from '../../journal/entry.ts';
import type { OpenOrder } from '../../journal/state.ts';
import type { TickPorts, TickSettings } from './ports.ts';
import { stopTrading } from './stop-trading.ts';

/**
 * Brings the journal up to what the broker says of one of our orders: acknowledged, each fill once, closed
 * when the order can change no more and all its fills are known.
 * @throws HiveError (refused, PROTOCOL_VIOLATION) after switching trading off when order or fills are not of
 * the order that we sent.
 */
export async function takeOver(ports: TickPorts, settings: TickSettings, order: BrokerOrder): Promise<void> {
  const { journal, broker } = ports;
  const open = journal.state.open[order.clientOrderId];
  if (!open) return;
  refuseStrange(ports, open, orderFault(open, order));
  const { id: brokerId, status } = order;
  if (!open.acknowledged) journal.record(entry('ACCEPTED', { order: open.order, brokerId, status }));
  const fills = distinct(await broker.fills(open.order));
  refuseStrange(ports, open, fillsFault(open, fills));
  const fresh = fills.filter(fill => !open.fills.includes(fill.id));
  const entries = [
    ...fresh.map(fill => entry('FILL', fillData(fill, settings.feeRate))),
    ...closing(order, qty(open.filledQty + total(fresh))),
  ];
  if (entries.length > 0) journal.record(...entries);
}

const total = (fills: readonly Fill[]): Qty => qty(fills.reduce((sum, fill) => sum + fill.qty, 0n));

/** Pages of fills may overlap. */
const distinct = (fills: readonly Fill[]): Fill[] => [
  ...new Map(fills.map(fill => [fill.id, fill] as const)).values(),
];

/** An order that has ended stays open here while the broker still owes us fills of it. */
const closing = ({ clientOrderId, status, filledQty }: BrokerOrder, known: Qty): Entry[] =>
  isTerminal(status) && known === filledQty
    ? [entry('CLOSED', { order: clientOrderId, status, filledQty: formatQty(filledQty) })]
    : [];

function orderFault(open: OpenOrder, { side, symbol, filledQty }: BrokerOrder): string | null {
  if (symbol !== open.symbol || side !== open.side) return `it is ${side} ${symbol}`;
  if (filledQty >= open.filledQty) return null;
  return `${formatQty(filledQty)} of it are filled, after ${formatQty(open.filledQty)} were`;
}

function fillsFault(open: OpenOrder, fills: readonly Fill[]): string | null {
  const strange = fills.find(({ symbol, side }) => symbol !== open.symbol || side !== open.side);
  if (strange) return `its fill ${strange.id} is ${strange.side} ${strange.symbol}`;
  return isTooMuch(open, fills) ? `its fills add up to more than was ordered` : null;
}

/** Each fill of an order sized in money may round up to the next cent. */
function isTooMuch({ qty: ordered, value }: OpenOrder, fills: readonly Fill[]): boolean {
  if (ordered !== null) return total(fills) > ordered;
  const cost = fills.reduce((sum, fill) => sum + notional(fill.qty, fill.price, 'ceil'), 0n);
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

/** A fill as the journal keeps it, with what it moves after fees. */
function fillData(fill: Fill, feeRate: number): FillData {
  const settled = settle(fill, ratePpm(feeRate));
  return {
    fill: fill.id,
    order: fill.clientOrderId,
    symbol: fill.symbol,
    side: fill.side,
    qty: formatQty(fill.qty),
    price: formatPrice(fill.price),
    at: isoTime(fill.atMs),
    cash: formatCents(settled.cash),
    net: formatQty(settled.qty),
    fee: formatCents(settled.feeValue),
  };
}
