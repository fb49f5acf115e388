import type { BrokerOrder } from '../../broker/broker.ts';
import { DAY_MS } from '../../core/interval.ts';
import { isHiveOrderId } from '../../core/order.ts';
import { isTerminal } from '../../core/order-lifecycle.ts';
import { readState } from '../read-journal.ts';
import { type Check, ok, problem, warning } from './check.ts';

const LOOK_BACK_MS = 7 * DAY_MS;

export const foreignOrders: Check = {
  id: 'foreign-orders',
  title: 'Other orders',
  asksBroker: true,
  async look({ adapters }) {
    const broker = await adapters.broker();
    const orders = await broker.ordersSince(adapters.clock.now() - LOOK_BACK_MS);
    const open = orders.filter(({ status }) => !isTerminal(status));
    const own = new Set((await readState(adapters))?.recentOrders.map(({ order }) => order));
    const foreign = open.filter(({ clientOrderId }) => !own.has(clientOrderId));
    const twin = foreign.find(({ clientOrderId }) => isHiveOrderId(clientOrderId));
    if (twin)
      return problem(
        `order ${twin.clientOrderId} is open, and this journal did not make it`,
        'Run one hive an account: limits kept in two journals do not add up.',
      );
    if (foreign.length === 0)
      return ok(open.length === 0 ? 'no order is open' : 'only orders of HIVE are open');
    return warning(
      `open, and not made by HIVE: ${foreign.map(inWords).join('; ')}`,
      'They bind money, and an opposite one makes the broker refuse orders. Cancel those you do not need.',
    );
  },
};

const inWords = ({ side, symbol, clientOrderId }: BrokerOrder) => `${side} ${symbol} (${clientOrderId})`;
