import { isAbsolute } from 'node:path';
import { z } from 'zod';

export const backup = z.strictObject({
  folder: z
    .string()
    .refine(text => text === '' || isAbsolute(text), { message: 'must be an absolute path, or empty' })
    .default('')
    .describe(
      'Absolute path of the folder that hive backup writes to; "" is nowhere, and then no backup is scheduled.',
    ),
  keep: z
    .number()
    .int()
    .min(1)
    .max(10_000)
    .default(7)
    .describe('Newest backups of this home that stay in the folder.'),
});
