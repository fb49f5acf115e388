import type { Broker, BrokerOrder } from '../../broker/broker.ts';
import type { Fill } from '../../core/fill.ts';

/** How much the broker's clock of fills may lag behind that of orders. */
export const FILL_MARGIN_MS = 60_000;

/** The fills of one order, each once: pages may overlap. */
export async function fillsOf(
  broker: Broker,
  { id, clientOrderId, submittedMs }: BrokerOrder,
): Promise<readonly Fill[]> {
  const all = await broker.fillsSince(submittedMs - FILL_MARGIN_MS);
  const own = all
    .filter(fill => fill.orderId === id)
    .map(({ orderId: _, ...fill }): Fill => ({ ...fill, clientOrderId }));
  return [...new Map(own.map(fill => [fill.id, fill])).values()];
}
