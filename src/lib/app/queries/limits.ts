import { z } from 'zod';
import { schema } from '../schemas/limits.ts';
import { endpoint } from './endpoint.ts';
import { limitsNow } from './limits-now.ts';

export const limits = endpoint({
  path: '/api/crypto/limits',
  schema: 'limits',
  summary: 'Each limit of risk with what stands against it, exposure, halt and permission to trade.',
  command: null,
  query: z.strictObject({}),
  data: schema,
  read: limitsNow,
});
