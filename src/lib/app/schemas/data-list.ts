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
    }),
  ),
});
