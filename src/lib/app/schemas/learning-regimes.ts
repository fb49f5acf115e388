import { z } from 'zod';
import { regime } from './learning-status.ts';

export const schema = z.strictObject({
  regime: regime.nullable().describe('Null before the first stance of a learner.'),
});
