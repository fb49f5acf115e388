import { z } from 'zod';
import { gate } from './learning-status.ts';

export const schema = z.strictObject({
  gate: gate.nullable().describe('Null before the first stance of a learner.'),
});
