import { z } from 'zod';

export const schema = z
  .strictObject({
    startedAt: z.iso.datetime(),
    step: z.string().describe('What it is at, in words.'),
    done: z.int().min(0),
    total: z.int().min(1),
    updatedAt: z.iso.datetime(),
    leftMs: z.number().min(0).nullable().describe('Time left at this pace; null while it is not known.'),
  })
  .nullable()
  .describe('A training cycle that runs now; null when none does.');
