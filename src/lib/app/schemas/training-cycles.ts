import { z } from 'zod';
import { schema as cycle } from './train-cycle.ts';

export const schema = z.strictObject({
  cycles: z.array(cycle).describe('Newest first.'),
  total: z.int().min(0).describe('Cycles so far.'),
});

export type TrainingCycles = z.infer<typeof schema>;
