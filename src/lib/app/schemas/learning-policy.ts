import { z } from 'zod';
import { policy } from './learning-status.ts';

export const schema = z.strictObject({
  policy: policy.nullable().describe('Null before the first stance of a learner.'),
});
