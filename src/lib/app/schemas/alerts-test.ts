import { z } from 'zod';
import { FORMATS } from '../../alerts/address.ts';

export const schema = z.strictObject({
  tests: z.array(
    z.strictObject({
      name: z.string(),
      format: z.enum(FORMATS),
      host: z.string(),
      isTaken: z.boolean(),
      says: z.string().describe('What came back.'),
    }),
  ),
});
