import { z } from 'zod';

const proposal = z.strictObject({
  proposed: z.boolean(),
  reason: z.enum([
    'few-decisions',
    'no-overlap',
    'few-effective',
    'reward-below-range',
    'not-above-logged',
    'above-logged',
  ]),
  why: z.string(),
  decisions: z.int().min(0),
  effective: z.number().min(0).describe('Equally weighted decisions that the log is worth.'),
  figures: z
    .strictObject({
      ips: z.number().describe('Inverse propensity score.'),
      snips: z.number().describe('Self-normalised.'),
      dr: z.number().nullable().describe('Doubly robust.'),
      lower: z.number().describe('Lower bound of the mean reward, 95 %, valid at any time.'),
      loggedMean: z.number(),
    })
    .nullable(),
});

export const schema = z.strictObject({
  decisions: z.int().min(0),
  offPolicy: proposal,
  fullInformation: z
    .strictObject({
      epochs: z.int().min(1),
      policy: z.number().describe('Mean net return an epoch, as a fraction of the cap.'),
      path: z.number(),
      wealth: z.number().min(0).describe('Of a bettor that the policy brings more.'),
      highest: z.number().min(0),
    })
    .nullable(),
  proposed: z.boolean(),
  says: z.string(),
});
