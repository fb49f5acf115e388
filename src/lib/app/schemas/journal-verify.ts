import { z } from 'zod';

const count = z.int().min(0);

export const schema = z.strictObject({
  records: count,
  lastHash: z.string().length(64).nullable(),
  firstAt: z.iso.datetime().nullable(),
  lastAt: z.iso.datetime().nullable(),
  trades: count,
  checks: z.array(z.string()).describe('What was recomputed from the first record on.'),
  faults: z.array(z.string()).describe('What does not hold; empty when all does.'),
});
