import { z } from 'zod';
import { ASSET_CLASSES } from '../../core/instrument.ts';
import { evaluationSchema } from '../../learning/evaluation.ts';
import { forecasts } from './predict.ts';

const count = z.int().min(0);

const collected = z.strictObject({
  symbol: z.string(),
  newBars: count,
  newSamples: count,
  matured: count.describe('Samples whose outcome became known.'),
  note: z
    .string()
    .nullable()
    .describe('Why a source of bars gave less than it was asked for; null otherwise.'),
});

export const training = z.strictObject({
  assetClass: z.enum(ASSET_CLASSES),
  model: z.string().nullable().describe('The new model; null when training was refused.'),
  refused: z.string().nullable().describe('Why it was.'),
  rows: count.describe('Samples trained on.'),
  evaluation: evaluationSchema.nullable().describe('Out-of-sample record of the whole pipeline.'),
  breakEven: z.number().nullable().describe('Probability at which a bet of this class breaks even.'),
  experts: z
    .array(
      z.strictObject({
        name: z.string(),
        model: z.string().nullable().describe('Null when none was trained.'),
        why: z.string().nullable().describe('Why none was.'),
      }),
    )
    .optional()
    .describe('The experts beside it; cycles of before have none.'),
});

export const schema = z.strictObject({
  cycle: z.int().min(1),
  at: z.iso.datetime(),
  collected: z.array(collected),
  trained: z.array(training).nullable().describe('Null when this cycle did not train.'),
  forecasts,
  nextTrainingIn: count.describe('Cycles until the next training.'),
});
