import { z } from 'zod';
import { ASSET_CLASSES } from '../../core/instrument.ts';
import { evaluationSchema } from '../../learning/evaluation.ts';

const detail = z.strictObject({
  assetClass: z.enum(ASSET_CLASSES),
  variant: z.string().nullable().describe('Name of the expert that it is; null for the model of its class.'),
  learner: z.string(),
  rows: z.int().min(1).describe('Samples trained on.'),
  trainedFrom: z.iso.datetime(),
  trainedTo: z.iso.datetime(),
  interval: z.string(),
  source: z.string().describe('Where the bars came from.'),
  labelSet: z.string(),
  featureSet: z.string(),
  seed: z.int(),
  hash: z.string().length(64).describe('SHA-256 of the model.'),
  importance: z
    .array(z.strictObject({ feature: z.string(), share: z.number() }))
    .describe("Share of each feature in the model's splits, largest first."),
  breakEven: z
    .strictObject({ pStar: z.number(), meanWin: z.number(), meanLoss: z.number(), cost: z.number() })
    .nullable(),
  calibration: z.string(),
  evaluation: evaluationSchema.nullable(),
});

export const model = z.strictObject({
  name: z.string(),
  current: z.boolean(),
  bytes: z.int().min(0),
  detail: detail.nullable().describe('Null when the file cannot be used.'),
  trouble: z.string().nullable().describe('Why it cannot.'),
});

export const schema = z.strictObject({ models: z.array(model).describe('Newest first.') });
