import { z } from 'zod';
import { FRAME_KINDS } from '../frame/frame-request.ts';

const value = z.number().nullable();

export const schema = z.strictObject({
  what: z.enum(FRAME_KINDS),
  symbol: z.string(),
  interval: z.string().nullable().describe('Of the bars; null for trades.'),
  source: z.string().nullable().describe('Whose bars; null for trades.'),
  engine: z.enum(['own', 'danfo']),
  rows: z.int().min(1),
  from: z.iso.datetime().describe('Time of the first row.'),
  to: z.iso.datetime(),
  columns: z
    .array(
      z.strictObject({
        name: z.string(),
        count: z.int().min(0).describe('Values that are there.'),
        missing: z.int().min(0),
        mean: value,
        std: value.describe('Of a sample; null for fewer than two values.'),
        min: value,
        q1: value.describe('Quartiles are linear between neighbours.'),
        median: value,
        q3: value,
        max: value,
      }),
    )
    .describe('Columns of numbers, as pandas describes them.'),
});
