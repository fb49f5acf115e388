import { z } from 'zod';
import type { JsonValue } from '../core/canonical-json.ts';
import { ASSET_CLASSES } from '../core/instrument.ts';
import { intervalNames } from '../core/interval.ts';
import { calibratorSchema } from './calibration/calibrator.ts';
import { evaluationSchema } from './evaluation.ts';

const MAX_FEATURES = 256;

const isoTimestamp = z.iso.datetime({ precision: 3 });
const text = z.string().min(1).max(200);
const sha = z.string().regex(/^[0-9a-f]{64}$/, { message: 'must be 64 hex digits' });
const share = z.number().min(0).max(1);

const settings = z.strictObject({
  trees: z.int().min(1).max(2_000),
  bins: z.int().min(2).max(256),
  mtry: z.int().min(1).max(MAX_FEATURES),
  minLeaf: z.int().min(1).max(1_000),
  maxDepth: z.int().min(1).max(30),
});

const featureSet = z.strictObject({
  id: text,
  hash: sha,
  names: z.array(text).min(1).max(MAX_FEATURES),
});

/** Everything in a model file but its own name and hash, which are derived from the rest. */
export const modelBodySchema = z.strictObject({
  schema: z.literal('hive.model/1'),
  assetClass: z.enum(ASSET_CLASSES),
  /** Name of the expert that it is; absent for the class's own model. */
  variant: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,19}$/, { message: 'must be a lower-case name' })
    .optional(),
  learner: text,
  settings,
  featureSet,
  labelSet: text,
  interval: z.enum(intervalNames),
  /** Where the bars came from. */
  source: text,
  /** First and last decision moment of the training window, ISO. */
  trainedFrom: isoTimestamp,
  trainedTo: isoTimestamp,
  rows: z.int().min(1).max(10_000_000),
  seed: z.int().min(0).max(4_294_967_295),
  /** The learner's own JSON; only the learner can judge it. */
  model: z.custom<JsonValue>(value => value !== undefined && value !== null, { message: 'is missing' }),
  calibrator: calibratorSchema,
  /** Share of each feature in the model's splits, in the order of `featureSet.names`. */
  importance: z.array(share),
  /** Median of each feature over the training window, in the same order. */
  medians: z.array(z.number()),
  breakEven: z
    .strictObject({ pStar: z.number(), meanWin: z.number(), meanLoss: z.number(), cost: z.number() })
    .nullable(),
  evaluation: evaluationSchema.nullable(),
  outOfBag: z.strictObject({ coverage: share, logLoss: z.number().min(0), accuracy: share }).nullable(),
});

export type ModelBody = z.infer<typeof modelBodySchema>;

/** A model file, version 1. */
export const modelDocumentSchema = z.strictObject({
  ...modelBodySchema.shape,
  /** SHA-256 of the canonical JSON of the body. */
  hash: sha,
  name: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,63}$/, { message: 'must be a lower-case model name' }),
});

export type ModelDocument = z.infer<typeof modelDocumentSchema>;
