import { z } from 'zod';
import { ASSET_CLASSES } from '../../core/instrument.ts';
import { evaluationSchema } from '../../learning/evaluation.ts';

const scored = z.strictObject({
  model: z.string(),
  trainedTo: z.iso.datetime(),
  rows: z.int().min(1),
  evaluation: evaluationSchema.nullable(),
});

export const schema = z.strictObject({
  classes: z.array(
    z.strictObject({
      assetClass: z.enum(ASSET_CLASSES),
      champion: scored.nullable().describe('The model in use.'),
      challenger: scored
        .nullable()
        .describe('The newest other model: the one in use before, or one that waits to be.'),
      breakEven: z.number().nullable().describe('Probability at which a bet breaks even.'),
      trouble: z.string().nullable().describe('Why the model in use cannot be used.'),
    }),
  ),
});

export type TrainingEvaluation = z.infer<typeof schema>;
