import { z } from 'zod';

export const schema = z.strictObject({
  file: z.string().nullable().describe('The file that was checked; null when there is none.'),
  valid: z.literal(true).describe('An invalid configuration is an error with exit code 3.'),
  settings: z.int().min(0).describe('How many settings do not have their default.'),
});
