import type { BrokerOrder } from '../../broker/broker.ts';
import { isoTime } from '../../core/clock.ts';
import { refusedError } from '../../core/errors.ts';
import type { Fill } from '../../core/fill.ts';
import { ratePpm, settle } from '../../core/fill.ts';
import { formatCents, formatPrice, formatQty } from '../../core/money.ts';
import { isHiveOrderId } from '../../core/order.ts';
import { isTerminal } from '../../core/order-lifecycle.ts';
import { entry, type FillData } from '../../journal/entry.ts';
import type { OpenOrder } from '../../journal/state.ts';
import type { TickPorts, TickSettings } from './ports.ts';

/** The negative-resolution rule: an order counts as never sent only after all of this. */
const ABSENT_AFTER_MS = 15 * 60_000;
const ABSENT_AFTER_MISSES = 5;
const FOREIGN_WINDOW_MS = 86_400_000;

/** S2: asks the broker about every order whose outcome the journal does not know. */
export async function resolveOpenOrders(ports: TickPorts, settings: TickSettings): Promise<void> {
  for (const open of Object.values(ports.journal.state.open)) await resolveOrder(ports, settings, open);
}

async function resolveOrder(ports: TickPorts, settings: TickSettings, open: OpenOrder): Promise<void> {
  const answer = await ports.broker.orderByClientId(open.order);
  if (answer.kind === 'FOUND') return takeOver(ports, settings, answer.order);
  if (answer.kind === 'MISSING' && !open.acknowledged) await countMiss(ports, open);
}

async function countMiss({ journal, broker, clock }: TickPorts, open: OpenOrder): Promise<void> {
  journal.record(entry('MISSED', { order: open.order }));
  const misses = journal.state.open[open.order]?.misses ?? 0;
  if (misses < ABSENT_AFTER_MISSES || clock.now() - open.intendedMs < ABSENT_AFTER_MS) return;
  const listed = await broker.orderIdsSince(open.intendedMs - FOREIGN_WINDOW_MS);
  const filled = await broker.fills(open.order);
  if (!listed.includes(open.order) && filled.length === 0)
    journal.record(entry('ABSENT', { order: open.order }));
}

/**
 * Brings the journal up to what the broker says of one of our orders: acknowledged, each fill once, closed.
 * @throws HiveError (refused, PROTOCOL_VIOLATION) after switching trading off when the order is not the one we sent.
 */
export async function takeOver(ports: TickPorts, settings: TickSettings, order: BrokerOrder): Promise<void> {
  const { journal, broker } = ports;
  const open = journal.state.open[order.clientOrderId];
  if (!open) return;
  if (order.symbol !== open.symbol || order.side !== open.side) throw violation(ports, open, order);
  const acknowledged = { order: open.order, brokerId: order.id, status: order.status };
  if (!open.acknowledged) journal.record(entry('ACCEPTED', acknowledged));
  const fills = (await broker.fills(open.order)).filter(fill => !open.fills.includes(fill.id));
  const closed = isTerminal(order.status)
    ? [entry('CLOSED', { order: open.order, status: order.status, filledQty: formatQty(order.filledQty) })]
    : [];
  const entries = [...fills.map(fill => entry('FILL', fillData(fill, settings.feeRate))), ...closed];
  if (entries.length > 0) journal.record(...entries);
}

function violation({ halt }: TickPorts, open: OpenOrder, order: BrokerOrder) {
  const message = `The broker answered ${order.side} ${order.symbol} to order ${open.order}, which is ${open.side} ${open.symbol}.`;
  halt.write(message);
  return refusedError({
    code: 'PROTOCOL_VIOLATION',
    message,
    next: 'Trading is halted. Compare the orders with the broker, then run hive trade resume.',
  });
}

/** A fill as the journal keeps it, with what it moves after fees. */
export function fillData(fill: Fill, feeRate: number): FillData {
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

/**
 * An order that carries a HIVE id but is not in our journal: another hive uses this account, or the journal
 * is not the whole one. Limits kept in two journals cannot add up, so trading stops.
 */
export async function refuseForeignOrders({ broker, journal, halt, clock }: TickPorts): Promise<void> {
  const known = new Set(journal.state.recentOrders);
  const ids = await broker.orderIdsSince(clock.now() - FOREIGN_WINDOW_MS);
  const foreign = ids.find(id => isHiveOrderId(id) && !known.has(id));
  if (!foreign) return;
  const message = `The account holds order ${foreign}, which this journal did not make.`;
  halt.write(message);
  throw refusedError({
    code: 'FOREIGN_ORDER',
    message,
    next: 'Trading is halted. Run one hive an account; if the journal was restored, compare it with the broker.',
  });
}
