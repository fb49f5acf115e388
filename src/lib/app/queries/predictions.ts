import { z } from 'zod';
import { predict } from '../predict.ts';
import { schema } from '../schemas/predict.ts';
import { endpoint } from './endpoint.ts';

export const predictions = endpoint({
  path: '/api/predictions',
  schema: 'predict',
  summary: 'What the models in use make of the newest closed bars.',
  command: 'hive predict',
  query: z.strictObject({
    symbol: z.string().min(1).max(20).optional().describe('Only this symbol: BTC-USD, AAPL.'),
  }),
  data: schema,
  read: async (home, { symbol }) => ({
    forecasts: await predict(home, symbol === undefined ? [] : [symbol]),
  }),
});
