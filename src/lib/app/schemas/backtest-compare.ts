import { z } from 'zod';

const value = z.union([z.string(), z.number(), z.null()]);

export const schema = z.strictObject({
  first: z.string(),
  second: z.string(),
  same_bars: z.boolean(),
  settings: z
    .array(z.strictObject({ name: z.string(), first: value, second: value }))
    .describe('Only those that differ.'),
  figures: z.array(
    z.strictObject({
      name: z.string(),
      first: z.number().nullable(),
      second: z.number().nullable(),
      change: z.number().nullable().describe('Second less first.'),
    }),
  ),
});
