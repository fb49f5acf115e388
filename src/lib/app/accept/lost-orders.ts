import type { OpenOrder } from '../../journal/state.ts';
import { ARRIVES_WITHIN_MS, isTraced } from '../tick/order-traces.ts';
import type { TickPorts } from '../tick/ports.ts';

type LostOrderPorts = Pick<TickPorts, 'broker' | 'journal' | 'clock'>;

/**
 * Open orders of which the broker has no trace, though they had time to arrive. What coins moved proves nothing here:
 * others may have moved them, and the broker may have lost an order that it had confirmed. So no tick gives them up.
 */
export async function lostOrders(ports: LostOrderPorts): Promise<readonly string[]> {
  const lost: string[] = [];
  for (const open of Object.values(ports.journal.state.open))
    if (await isLost(ports, open)) lost.push(open.order);
  return lost;
}

async function isLost(ports: LostOrderPorts, open: OpenOrder): Promise<boolean> {
  if (ports.clock.now() - open.intendedMs < ARRIVES_WITHIN_MS) return false;
  const { kind } = await ports.broker.orderByClientId(open.order);
  return kind === 'MISSING' && !(await isTraced(ports, open));
}
