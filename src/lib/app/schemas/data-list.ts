import { z } from 'zod';
import { ASSET_CLASSES } from '../../core/instrument.ts';
import { intervalNames } from '../../core/interval.ts';

export const schema = z.strictObject({
  series: z.array(
    z.strictObject({
      symbol: z.string(),
      assetClass: z.enum(ASSET_CLASSES),
      interval: z.enum(intervalNames),
      source: z.string().describe('Who made the bars; csv for imported ones.'),
      rows: z.int().min(1),
      from: z.iso.datetime().describe('Open time of the first bar.'),
      to: z.iso.datetime().describe('Open time of the last bar.'),
      origin: z.string().describe('File (with the start of its SHA-256) or provider of the newest write.'),
      writtenAt: z.iso.datetime().describe('When that was.'),
      fetched: z
        .strictObject({
          vendor: z.string(),
          rows: z.int().min(1),
          prices: z.enum(['raw', 'adjusted']).describe('raw: as traded; adjusted: less later dividends.'),
          firstAt: z.iso.datetime().describe('When the first of them were fetched.'),
          lastAt: z.iso.datetime(),
          request: z.string().describe('What was asked last.'),
        })
        .nullable()
        .describe('Null when no bar is from a vendor.'),
    }),
  ),
});
