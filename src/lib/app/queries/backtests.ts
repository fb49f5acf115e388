import { z } from 'zod';
import { backtestList, backtestShow } from '../backtest/stored-backtests.ts';
import { schema as one } from '../schemas/backtest.ts';
import { schema as list } from '../schemas/backtest-list.ts';
import { countParameter } from './count-parameter.ts';
import { endpoint } from './endpoint.ts';

export const backtests = endpoint({
  path: '/api/backtests',
  schema: 'backtest-list',
  summary: 'Backtests that were made, newest first.',
  command: 'hive backtest list',
  query: z.strictObject({ last: countParameter({ most: 500, usual: 20 }) }),
  data: list,
  read: async (home, { last }) => ({ runs: await backtestList(home, last) }),
});

export const backtest = endpoint({
  path: '/api/backtests/:id',
  schema: 'backtest',
  summary: 'One backtest, by the beginning of its id, deflated by the tries made since.',
  command: 'hive backtest show',
  query: z.strictObject({
    id: z.string().regex(/^[0-9a-f]{1,64}$/, { message: 'must be the beginning of an id' }),
  }),
  data: one,
  read: async (home, { id }) => backtestShow(home, id),
});
