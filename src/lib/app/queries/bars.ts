import { z } from 'zod';
import { intervalNames } from '../../core/interval.ts';
import { barsBefore } from '../bars/bars-before.ts';
import { exportedBars } from '../data-export.ts';
import { schema } from '../schemas/data-export.ts';
import { countParameter } from './count-parameter.ts';
import { endpoint } from './endpoint.ts';

export const bars = endpoint({
  path: '/api/bars',
  schema: 'data-export',
  summary: 'Closed bars of a symbol, oldest first.',
  command: 'hive data export',
  query: z.strictObject({
    symbol: z.string().min(1).max(20).describe('Whose bars: BTC-USD, AAPL.'),
    interval: z
      .enum(intervalNames)
      .optional()
      .describe('Size of the bars; that of market.interval when left out.'),
    last: countParameter({ most: 2_000, usual: 300 }).describe('How many of the newest.'),
    to: z.iso.datetime().optional().describe('Only bars that opened before.'),
  }),
  data: schema,
  read: async (home, { symbol, interval = home.config.market.interval, last, to }) => {
    const toMs = to === undefined ? null : Date.parse(to);
    const { source, series } = await barsBefore(home, { symbol, interval, last, toMs });
    const rows = exportedBars(series);
    return { symbol: series.symbol, interval, source, rows: rows.length, out: null, bars: rows };
  },
});
