import { z } from 'zod';
import { rewards } from './learning-status.ts';

export const schema = z.strictObject({
  rewards: rewards.nullable().describe('Null before the first record of the journal.'),
});
