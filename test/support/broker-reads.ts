import type { Broker, BrokerFill, BrokerOrder } from '../../src/lib/broker/broker.ts';

/** Client ids of the orders submitted at or after a moment, oldest first. */
export const clientIds = async (broker: Broker, sinceMs = 0): Promise<string[]> =>
  idsOf(await broker.ordersSince(sinceMs));

export const idsOf = (orders: readonly BrokerOrder[]): string[] =>
  orders.map(({ clientOrderId }) => clientOrderId);

/** The fills of one order, by its client id. */
export async function fillsOfClient(broker: Broker, clientOrderId: string): Promise<readonly BrokerFill[]> {
  const order = (await broker.ordersSince(0)).find(known => known.clientOrderId === clientOrderId);
  return order ? (await broker.fillsSince(0)).filter(({ orderId }) => orderId === order.id) : [];
}
