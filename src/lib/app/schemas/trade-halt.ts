import { z } from 'zod';

export const step = z.strictObject({
  state: z.enum(['done', 'failed', 'not-needed']),
  detail: z.string().describe('What was done, why it failed, or why it was not needed.'),
});

export const switchState = {
  halted: z.boolean().describe('Whether trading is halted now.'),
  reason: z.string().describe('Why it is or was; empty when it was not.'),
  changed: z.boolean().describe('False when there was nothing to change.'),
  journalled: z.boolean().describe('False when there is no journal yet or a tick held the lock.'),
};

export const schema = z.strictObject({
  ...switchState,
  steps: z.strictObject({
    file: step.describe('The switch on this machine.'),
    cancel: step.describe('The end of all open orders at the broker.'),
    suspend: step.describe("The broker's own switch: it takes no new orders."),
  }),
});
