import { z } from 'zod';
import { ASSET_CLASSES } from '../../core/instrument.ts';
import { evaluationSchema } from '../../learning/evaluation.ts';

const count = z.int().min(0);

export const schema = z.strictObject({
  cycles: count,
  lastCycleAt: z.iso.datetime().nullable(),
  nextTrainingIn: count.describe('Cycles until the next training.'),
  classes: z.array(
    z.strictObject({
      assetClass: z.enum(ASSET_CLASSES),
      samples: count,
      matured: count.describe('Samples whose outcome is known.'),
      window: count.describe('Newest matured samples that a training uses.'),
      model: z.string().nullable().describe('The current model; null when there is none to use.'),
      trainedTo: z.iso.datetime().nullable(),
      evaluation: evaluationSchema.nullable(),
      trouble: z.string().nullable().describe('Why the current model cannot be used.'),
    }),
  ),
});
