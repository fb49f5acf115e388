import { z } from 'zod';
import { schema } from '../schemas/equity.ts';
import { countParameter } from './count-parameter.ts';
import { endpoint } from './endpoint.ts';
import { equityView } from './equity-points.ts';
import { momentParameter, msOf } from './parameters.ts';

export const equity = endpoint({
  path: '/api/equity',
  schema: 'equity',
  summary: 'Equity of the account and of the control arm at each tick, thinned out where there are many.',
  command: null,
  isSteady: true,
  query: z.strictObject({
    from: momentParameter.optional().describe('From this moment on.'),
    to: momentParameter.optional().describe('Up to this moment, exclusive.'),
    points: countParameter({ most: 2_000, usual: 500 }).describe('How many points at most.'),
  }),
  data: schema,
  read: ({ journal }, { from, to, points }) =>
    equityView(journal, { fromMs: msOf(from), toMs: msOf(to), points }),
});
