import { z } from 'zod';

export const schema = z.strictObject({
  account: z.string(),
  armedAt: z.iso.datetime(),
  until: z.iso.datetime().describe('After it nothing is sent.'),
  withoutEvidence: z.boolean().describe('Allowed although the evidence does not say that it pays.'),
});
