import { z } from 'zod';
import { intervalNames } from '../../core/interval.ts';

export const schema = z.strictObject({
  symbol: z.string(),
  interval: z.enum(intervalNames),
  source: z.string(),
  rows: z.int().min(1),
  out: z.string().nullable().describe('File that was written; null without --out.'),
  bars: z
    .array(
      z.strictObject({
        time: z.iso.datetime().describe('Open time.'),
        open: z.number(),
        high: z.number(),
        low: z.number(),
        close: z.number(),
        volume: z.number().nullable().describe('Base units; null when unknown.'),
      }),
    )
    .nullable()
    .describe('Null when they went into the file.'),
});
