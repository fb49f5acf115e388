import { z } from 'zod';
import { REASONS, type Reason } from '../../core/reason.ts';
import { schema } from '../schemas/trades.ts';
import { countParameter } from './count-parameter.ts';
import { endpoint } from './endpoint.ts';
import { momentParameter, msOf, recordParameter } from './parameters.ts';

export const trades = endpoint({
  path: '/api/crypto/trades',
  schema: 'trades',
  summary: 'The newest trades of those asked for, oldest first, and what all of them come to.',
  command: 'hive trades',
  isSteady: true,
  query: z.strictObject({
    last: countParameter({ most: 1_000, usual: 50 }).describe('How many of the newest.'),
    before: recordParameter
      .optional()
      .describe('Only trades before this journal record: the `seq` of the oldest trade of the page before.'),
    symbol: z.string().min(1).max(20).optional().describe('Only this symbol: BTC-USD.'),
    side: z.enum(['buy', 'sell']).optional().describe('Only this side.'),
    purpose: z.enum(['entry', 'exit']).optional().describe('Only entries, or only exits.'),
    reason: z
      .enum(Object.keys(REASONS) as [Reason, ...Reason[]])
      .optional()
      .describe('Only trades for this reason.'),
    from: momentParameter.optional().describe('Only trades from this moment on.'),
    to: momentParameter.optional().describe('Only trades up to this moment, exclusive.'),
  }),
  data: schema,
  read: ({ journal }, { from, to, ...choice }) =>
    journal.trades({ ...choice, fromMs: msOf(from), toMs: msOf(to) }),
});
