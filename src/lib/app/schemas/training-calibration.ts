import { z } from 'zod';
import { ASSET_CLASSES } from '../../core/instrument.ts';
import { confusionSchema, reliabilitySchema } from '../../learning/evaluation.ts';

export const schema = z.strictObject({
  classes: z.array(
    z.strictObject({
      assetClass: z.enum(ASSET_CLASSES),
      model: z.string().nullable(),
      method: z.string().nullable().describe('How raw scores become probabilities.'),
      calibrationError: z.number().min(0).max(1).nullable(),
      reliability: reliabilitySchema
        .nullable()
        .describe('Null for a model that was trained before it was kept.'),
      confusion: confusionSchema.nullable(),
    }),
  ),
});

export type TrainingCalibration = z.infer<typeof schema>;
