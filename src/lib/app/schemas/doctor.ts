import { z } from 'zod';

const count = z.int().min(0);

export const schema = z.strictObject({
  checks: z.array(
    z.strictObject({
      id: z.string().regex(/^[a-z-]+$/),
      title: z.string(),
      state: z.enum(['ok', 'info', 'warning', 'problem', 'skipped']),
      seen: z.string().describe('What was seen.'),
      todo: z.string().nullable().describe('What to do about it; null when there is nothing to do.'),
    }),
  ),
  problems: count,
  warnings: count,
});
