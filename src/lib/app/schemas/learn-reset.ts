import { z } from 'zod';
import { RESET_PARTS } from '../../learning/feedback/records.ts';

export const schema = z.strictObject({
  what: z.enum(RESET_PARTS),
  reason: z.string(),
  generation: z.int().min(0).describe('Candidates so far; the gate wants more of each.'),
});
