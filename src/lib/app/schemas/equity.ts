import { z } from 'zod';

export const equityPoint = z
  .tuple([z.int(), z.number(), z.number()])
  .describe('[UTC epoch milliseconds, equity of the account, of the control arm] in dollars.');

export const schema = z.strictObject({
  from: z.iso.datetime().nullable(),
  to: z.iso.datetime().nullable(),
  ticks: z.int().min(0).describe('Ticks in the period; there may be fewer points.'),
  points: z.array(equityPoint).describe('Oldest first. Every low and high of the account is among them.'),
  startingCash: z.number().nullable(),
  change: z.number().nullable().describe('Dollars from the first point to the last.'),
  controlChange: z.number().nullable(),
  maxDrawdown: z.number().min(0).nullable().describe('Largest fall from a peak in the period, a fraction.'),
});
