import { z } from 'zod';

export const schema = z.strictObject({
  name: z.string(),
  host: z.string().describe('All that is shown of the address.'),
  file: z.string().describe('Where the channels are written.'),
});
