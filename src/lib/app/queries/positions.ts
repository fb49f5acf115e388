import { z } from 'zod';
import { positionsOf } from '../positions.ts';
import { schema } from '../schemas/positions.ts';
import { endpoint } from './endpoint.ts';

export const positions = endpoint({
  path: '/api/crypto/positions',
  schema: 'positions',
  summary: 'What is held and what it is worth, of the account and of the control arm.',
  command: 'hive positions',
  query: z.strictObject({}),
  data: schema,
  read: async home => ({ account: await positionsOf(home, home.journal.state) }),
});
