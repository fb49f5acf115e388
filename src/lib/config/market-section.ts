import { z } from 'zod';
import { intervalNames } from '../core/interval.ts';
import { symbolOf } from './symbol-of.ts';

/** Where the bars of a class come from. */
const source = z.enum(['simulated', 'csv', 'alpaca', 'yahoo']);
const SOURCE_WORDS = 'simulated: made by HIVE; csv: bars you imported; alpaca, yahoo: fetched from there.';

export const market = z.strictObject({
  interval: z
    .enum(intervalNames)
    .default('1d')
    .describe('Size of the bars that features and labels are made of.'),
  crypto: z
    .strictObject({
      source: source.default('simulated').describe(SOURCE_WORDS),
      symbols: z
        .array(symbolOf('crypto'))
        .min(1)
        .max(50)
        .default(['BTC/USD', 'ETH/USD'])
        .describe('Coins to fetch, learn and predict.'),
    })
    .prefault({}),
  stocks: z
    .strictObject({
      source: source.default('simulated').describe(SOURCE_WORDS),
      symbols: z
        .array(symbolOf('stock'))
        .max(200)
        .default(['AAPL', 'MSFT', 'GOOGL', 'AMZN', 'NVDA', 'TSLA'])
        .describe('Stocks to fetch, learn and predict; they are not traded.'),
    })
    .prefault({}),
  backfillBars: z
    .number()
    .int()
    .min(100)
    .max(50_000)
    .default(750)
    .describe('Bars fetched for a symbol that has none.'),
  simulated: z
    .strictObject({
      edge: z
        .enum(['concentrated', 'mild', 'none'])
        .default('concentrated')
        .describe('What there is to learn in the simulated market. Real markets are not so kind.'),
    })
    .prefault({}),
});
