import { z } from 'zod';

export const limit = z.strictObject({
  id: z.string().regex(/^[a-z-]+$/),
  name: z.string().describe('In words.'),
  unit: z.enum(['usd', 'count', 'share', 'seconds', 'bps']),
  used: z
    .number()
    .nullable()
    .describe('What stands against it now; null where that is only known in a tick.'),
  limit: z.number(),
  share: z.number().min(0).nullable().describe('Used of the limit: 1 is all of it.'),
  kind: z.enum(['cap', 'floor']).describe('cap: not above it; floor: not below it.'),
});

export const schema = z.strictObject({
  limits: z.array(limit),
  exposure: z.number().min(0).describe('Dollars in positions.'),
  exposureShare: z.number().min(0).describe('Of equity.'),
  halted: z.string().nullable().describe('Why trading is halted; null when it is not.'),
  armed: z
    .strictObject({
      needed: z.boolean().describe('Whether real money is at stake, which a person must have armed.'),
      until: z.iso.datetime().nullable(),
      withoutEvidence: z.boolean(),
      says: z.string(),
    })
    .describe('Permission to trade real money.'),
});
