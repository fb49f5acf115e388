import type { BrokerOrder } from '../../broker/broker.ts';
import { isHiveOrderId } from '../../core/order.ts';
import { isTerminal } from '../../core/order-lifecycle.ts';
import { entry } from '../../journal/entry.ts';
import type { TickSettings } from '../../tick/settings.ts';
import type { TickPorts } from './ports.ts';
import { stopTrading } from './stop-trading.ts';
import { takeOver } from './take-over.ts';
import { unseenSince } from './unseen-since.ts';

/**
 * Looks through the account's orders since the last tick, and the day before it, for those that the journal does not
 * expect.
 * @returns what a person should know, in words.
 * @throws HiveError (refused, FOREIGN_ORDER) after switching trading off.
 */
export async function lookForOtherOrders(ports: TickPorts, settings: TickSettings): Promise<string[]> {
  const orders = await ports.broker.ordersSince(unseenSince(ports.journal.state, ports.clock.now()));
  refuseForeign(ports, orders);
  noteExternal(ports, orders);
  return takeBack(ports, settings, orders);
}

/**
 * An order that carries a HIVE id but is not in our journal: another hive uses this account, or the journal
 * is not the whole one. Limits kept in two journals cannot add up, so trading stops.
 */
function refuseForeign(ports: TickPorts, orders: readonly BrokerOrder[]): void {
  const known = new Set(ports.journal.state.recentOrders.map(({ order }) => order));
  const foreign = orders.find(({ clientOrderId: id }) => isHiveOrderId(id) && !known.has(id));
  if (!foreign) return;
  throw stopTrading(ports, {
    code: 'FOREIGN_ORDER',
    message: `The account holds order ${foreign.clientOrderId}, which this journal did not make.`,
    next: 'Run one hive an account; if the journal was restored, compare it with the broker (hive trade audit)',
  });
}

/** Orders made by hand are the owner's business; the journal says that they were there. */
function noteExternal({ journal }: TickPorts, orders: readonly BrokerOrder[]): void {
  const seen = new Set(journal.state.seenAtBroker.map(({ id }) => id));
  const fresh = orders.filter(({ id, clientOrderId }) => !isHiveOrderId(clientOrderId) && !seen.has(id));
  const entries = fresh.map(({ id, clientOrderId, symbol, side }) =>
    entry('EXTERNAL', { brokerId: id, order: clientOrderId, symbol, side }),
  );
  if (entries.length > 0) journal.record(...entries);
}

/** An order that counted as refused or absent and lives after all is taken back among the open ones. */
async function takeBack(
  ports: TickPorts,
  settings: TickSettings,
  orders: readonly BrokerOrder[],
): Promise<string[]> {
  const { journal } = ports;
  const alive = orders.filter(
    order =>
      Object.hasOwn(journal.state.dismissed, order.clientOrderId) &&
      (order.filledQty > 0n || !isTerminal(order.status)),
  );
  for (const order of alive) {
    const { clientOrderId, id, status } = order;
    journal.record(entry('REAPPEARED', { order: clientOrderId, brokerId: id, status }));
    await takeOver(ports, settings, order);
  }
  return alive.map(
    ({ clientOrderId }) => `Order ${clientOrderId} counted as never made, and is at the broker after all.`,
  );
}
