import { z } from 'zod';
import { schema } from '../schemas/journal-events.ts';
import { countParameter } from './count-parameter.ts';
import { endpoint } from './endpoint.ts';

export const journalEvents = endpoint({
  path: '/api/journal/events',
  schema: 'journal-events',
  summary: 'What happened, a sentence a record, and the signals of the strategy; newest first.',
  command: null,
  isSteady: true,
  query: z.strictObject({
    last: countParameter({ most: 500, usual: 100 }).describe('How many of the newest of each.'),
  }),
  data: schema,
  read: ({ journal }, { last }) => ({
    events: journal.events.slice(0, last),
    signals: journal.signals.slice(0, last),
  }),
});
