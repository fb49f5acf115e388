import { z } from 'zod';

export const schema = z.strictObject({
  changed: z.boolean().describe('False when nothing was armed.'),
  journalled: z
    .boolean()
    .describe('False when nothing changed, there is no journal or a tick held the lock.'),
});
