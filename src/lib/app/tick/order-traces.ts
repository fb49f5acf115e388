import type { OpenOrder } from '../../journal/state.ts';
import { FILL_MARGIN_MS } from './fills-of.ts';
import type { TickPorts } from './ports.ts';

/** How long an order may be on its way, or unseen at the broker. */
export const ARRIVES_WITHIN_MS = 15 * 60_000;

/** Whether the broker's lists show the order, or a fill that belongs to nobody and so may be of it. */
export async function isTraced(
  { broker, journal }: Pick<TickPorts, 'broker' | 'journal'>,
  { order, symbol, intendedMs }: OpenOrder,
): Promise<boolean> {
  const { recentOrders, seenAtBroker } = journal.state;
  const sinceMs = intendedMs - FILL_MARGIN_MS;
  const listed = await broker.ordersSince(sinceMs);
  if (listed.some(({ clientOrderId }) => clientOrderId === order)) return true;
  const owners = new Set([
    ...listed.map(({ id }) => id),
    ...recentOrders.map(({ brokerId }) => brokerId),
    ...seenAtBroker.map(({ id }) => id),
  ]);
  const fills = await broker.fillsSince(sinceMs);
  return fills.some(fill => fill.symbol === symbol && !owners.has(fill.orderId));
}
