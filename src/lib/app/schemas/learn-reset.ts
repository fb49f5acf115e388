import { z } from 'zod';
import { LEARNED_PARTS } from '../../core/learned-part.ts';

export const schema = z.strictObject({
  what: z.enum(LEARNED_PARTS),
  reason: z.string(),
  generation: z.int().min(0).describe('Candidates so far; the gate wants more of each.'),
});
