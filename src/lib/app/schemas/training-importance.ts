import { z } from 'zod';
import { ASSET_CLASSES } from '../../core/instrument.ts';

const share = z.number().min(0).max(1);

export const schema = z.strictObject({
  classes: z.array(
    z.strictObject({
      assetClass: z.enum(ASSET_CLASSES),
      model: z.string().nullable(),
      models: z.int().min(0).describe('Models that low and high are taken over.'),
      features: z
        .array(z.strictObject({ feature: z.string(), share, low: share, high: share }))
        .describe(
          'Share in the splits of the model in use, largest first, and its range over the kept models.',
        ),
    }),
  ),
});

export type TrainingImportance = z.infer<typeof schema>;
