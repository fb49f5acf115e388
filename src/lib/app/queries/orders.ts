import { z } from 'zod';
import { schema } from '../schemas/orders.ts';
import { countParameter } from './count-parameter.ts';
import { endpoint, type Home } from './endpoint.ts';

/** The newest `last` orders and, however old, those that have not ended; newest first. */
export function ordersNow({ journal }: Pick<Home, 'journal'>, last: number) {
  const open = journal.state?.open ?? {};
  return {
    orders: journal.orders.filter(({ order }, row) => row < last || Object.hasOwn(open, order)),
    open: Object.keys(open).length,
  };
}

export const orders = endpoint({
  path: '/api/crypto/orders',
  schema: 'orders',
  summary: 'The newest orders and all that have not ended, each from its intent to its end.',
  command: null,
  isSteady: true,
  query: z.strictObject({
    last: countParameter({ most: 300, usual: 50 }).describe('How many of the newest.'),
  }),
  data: schema,
  read: (home, { last }) => ordersNow(home, last),
});
