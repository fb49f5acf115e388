import { z } from 'zod';
import { experts } from './learning-status.ts';

export const schema = z.strictObject({
  experts: experts.nullable().describe('Null before the first stance of a learner.'),
});
