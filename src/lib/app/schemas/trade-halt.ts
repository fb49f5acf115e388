import { z } from 'zod';

export const schema = z.strictObject({
  halted: z.boolean().describe('Whether trading is halted now.'),
  reason: z.string().describe('Why it is or was; empty when it was not.'),
  changed: z.boolean().describe('False when there was nothing to change.'),
  journalled: z.boolean().describe('False when there is no journal yet or a tick held the lock.'),
});
