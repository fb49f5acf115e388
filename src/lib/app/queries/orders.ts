import { z } from 'zod';
import { schema } from '../schemas/orders.ts';
import { countParameter } from './count-parameter.ts';
import { endpoint, type Home } from './endpoint.ts';

/** The newest orders, newest first. */
export const ordersNow = ({ journal }: Home, last: number) => ({
  orders: journal.orders.slice(0, last),
  open: Object.keys(journal.state?.open ?? {}).length,
});

export const orders = endpoint({
  path: '/api/crypto/orders',
  schema: 'orders',
  summary: 'The newest orders, each from its intent to its end.',
  command: null,
  isSteady: true,
  query: z.strictObject({
    last: countParameter({ most: 300, usual: 50 }).describe('How many of the newest.'),
  }),
  data: schema,
  read: (home, { last }) => ordersNow(home, last),
});
