import { z } from 'zod';
import { schema } from '../schemas/trade-why.ts';
import { tickStory } from '../why/trade-why.ts';
import { endpoint } from './endpoint.ts';
import { recordParameter } from './parameters.ts';

export const why = endpoint({
  path: '/api/crypto/why',
  schema: 'trade-why',
  summary: 'Why a tick traded or did not, symbol by symbol.',
  command: 'hive trade why',
  isSteady: true,
  query: z.strictObject({
    tick: recordParameter
      .optional()
      .describe('Slot of the tick, or the number of its TICK record; the last tick without it.'),
  }),
  data: schema,
  read: ({ journal }, { tick }) => tickStory(journal.tick(tick ?? null)),
});
