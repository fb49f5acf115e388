import { z } from 'zod';
import { ASSET_CLASSES } from '../../core/instrument.ts';

export const schema = z.strictObject({
  rows: z.array(
    z.strictObject({
      symbol: z.string(),
      assetClass: z.enum(ASSET_CLASSES),
      horizon: z.string(),
      moves: z.int().min(1),
      meanMove: z.number().min(0).describe('Mean size of the move, as a fraction.'),
      cost: z.number().min(0).describe('Of in and out, as a fraction.'),
      breakEven: z
        .number()
        .min(0.5)
        .describe('Share of right guesses that pays for the costs; above 1 none does.'),
      breakEvenAtMaker: z.number().min(0.5).nullable(),
      isWorthWhile: z.boolean().describe('At most 0.60.'),
    }),
  ),
});
