import { z } from 'zod';
import { ASSET_CLASSES } from '../../core/instrument.ts';
import { intervalNames } from '../../core/interval.ts';

const price = z.number().positive();

export const quote = z.strictObject({
  symbol: z.string(),
  assetClass: z.enum(ASSET_CLASSES),
  price: price.describe('Bid where there is one, else the close of the newest bar.'),
  ask: price.nullable(),
  at: z.iso.datetime().describe('When the price was made.'),
  from: z
    .enum(['simulated', 'tick', 'bar'])
    .describe('simulated: made up for this moment; tick: mark of the last tick; bar: newest stored close.'),
  change: z.number().nullable().describe('Against the close of the bar before, a fraction.'),
  closes: z.array(price).describe('Newest closes, oldest first: enough for a sparkline.'),
});

export const newestBar = z.strictObject({
  symbol: z.string(),
  interval: z.enum(intervalNames),
  time: z.iso.datetime().describe('Open time.'),
  open: price,
  high: price,
  low: price,
  close: price,
  volume: z.number().nullable(),
});

export const schema = z.strictObject({ quotes: z.array(quote) });
