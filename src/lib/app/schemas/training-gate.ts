import { z } from 'zod';
import { ASSET_CLASSES } from '../../core/instrument.ts';

export const schema = z.strictObject({
  classes: z.array(
    z.strictObject({
      assetClass: z.enum(ASSET_CLASSES),
      model: z.string().nullable(),
      conditions: z
        .array(
          z.strictObject({
            name: z.string(),
            holds: z.boolean().nullable().describe('Null where it cannot be told.'),
            seen: z.string(),
            wanted: z.string(),
          }),
        )
        .describe('What the evidence says of the model in use.'),
      verdict: z.null().describe('No gate decides yet: the evidence informs.'),
    }),
  ),
});

export type TrainingGate = z.infer<typeof schema>;
