import { z } from 'zod';

export const backup = z.strictObject({
  folder: z
    .string()
    .default('')
    .describe('Where hive backup writes to; "" is nowhere, and then no backup is scheduled.'),
  keep: z
    .number()
    .int()
    .min(1)
    .max(10_000)
    .default(7)
    .describe('Newest backups of this home that stay in the folder.'),
});
