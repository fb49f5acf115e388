import { z } from 'zod';
import { ASSET_CLASSES } from '../../core/instrument.ts';

export const DRIFT_VERDICTS = ['stable', 'shifting', 'drifted', 'unknown'] as const;

const window = z.strictObject({
  rows: z.int().min(0),
  from: z.iso.datetime().nullable(),
  to: z.iso.datetime().nullable(),
});

export const schema = z.strictObject({
  classes: z.array(
    z.strictObject({
      assetClass: z.enum(ASSET_CLASSES),
      reference: window.describe('Samples that the model in use was trained on.'),
      current: window.describe('The newest samples, matured or not.'),
      features: z.array(
        z.strictObject({
          feature: z.string(),
          psi: z.number().min(0).nullable().describe('Population stability index over ten quantile bins.'),
          ks: z.number().min(0).max(1).nullable().describe('Kolmogorov-Smirnov distance.'),
          verdict: z
            .enum(DRIFT_VERDICTS)
            .describe(
              'stable below 0.1, shifting below 0.25, drifted from it on; unknown where chance, or stretches of the reference itself, reach as much.',
            ),
          reference: z.array(z.number()).describe('Share of the reference in each bin.'),
          current: z.array(z.number()),
        }),
      ),
    }),
  ),
});

export type TrainingDrift = z.infer<typeof schema>;
