import { z } from 'zod';
import { ASSET_CLASSES } from '../../core/instrument.ts';

const count = z.int().min(0);

export const schema = z.strictObject({
  classes: z.array(
    z.strictObject({
      assetClass: z.enum(ASSET_CLASSES),
      total: count,
      matured: count.describe('Samples whose outcome is known.'),
      window: count.describe('Newest matured samples that a training uses.'),
      inWindow: count.describe('Matured samples there are of those.'),
      paid: z.number().min(0).max(1).nullable().describe('Share of them whose bet paid after costs.'),
      barriers: z
        .strictObject({ target: count, stop: count, time: count })
        .describe('What ended the bets in the window.'),
      from: z.iso.datetime().nullable().describe('First decision moment of the window.'),
      to: z.iso.datetime().nullable(),
    }),
  ),
});

export type TrainingSamples = z.infer<typeof schema>;
