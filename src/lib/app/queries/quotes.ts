import { z } from 'zod';
import { schema } from '../schemas/quotes.ts';
import { endpoint } from './endpoint.ts';
import { quoteViews } from './quote-views.ts';

export const quotes = endpoint({
  path: '/api/crypto/quotes',
  schema: 'quotes',
  summary: 'Newest prices of everything that is followed, and where each comes from.',
  command: null,
  query: z.strictObject({}),
  data: schema,
  read: async home => ({ quotes: await quoteViews(home) }),
});
