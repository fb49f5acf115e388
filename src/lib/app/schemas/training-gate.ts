import { z } from 'zod';
import { ASSET_CLASSES } from '../../core/instrument.ts';
import { gate } from './learning-status.ts';

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
      verdict: gate
        .pick({ words: true, says: true, stage: true, lnMoney: true, lnTiming: true, lnWanted: true })
        .nullable()
        .describe(
          'What the gate says of trading the class; null before its first stance, and where none is taken.',
        ),
    }),
  ),
});

export type TrainingGate = z.infer<typeof schema>;
