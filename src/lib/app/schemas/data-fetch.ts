import { z } from 'zod';
import { intervalNames } from '../../core/interval.ts';
import { FETCH_OUTCOMES } from '../fetch-symbol.ts';

const count = z.int().min(0);

export const schema = z.strictObject({
  series: z.array(
    z.strictObject({
      symbol: z.string(),
      interval: z.enum(intervalNames),
      source: z.string().describe('Where the bars come from, and the name under which they are stored.'),
      outcome: z
        .enum(FETCH_OUTCOMES)
        .describe('waiting: nothing was asked, because the vendor must be left alone for a while.'),
      inserted: count.describe('New bars.'),
      unchanged: count.describe('Bars that were stored already.'),
      conflicting: count.describe('Stored bars with other values; overwritten only when replaced is true.'),
      replaced: z.boolean(),
      dropped: z
        .array(z.strictObject({ reason: z.string(), rows: z.int().min(1) }))
        .describe('Rows of the answer that did not become bars, by reason.'),
      from: z.iso
        .datetime()
        .nullable()
        .describe('Open time of the first stored bar; null when there is none.'),
      to: z.iso.datetime().nullable().describe('Open time of the last stored bar.'),
      prices: z
        .enum(['raw', 'adjusted'])
        .nullable()
        .describe('raw: as traded; adjusted: less later dividends. Null when no bar is from a vendor.'),
      notes: z.array(z.string()).describe('What the source said, or why it gave nothing.'),
    }),
  ),
  backOff: z
    .strictObject({ until: z.iso.datetime(), why: z.string() })
    .nullable()
    .describe('Until when nothing is asked of the vendor.'),
});
