import { z } from 'zod';
import { ASSET_CLASSES } from '../../core/instrument.ts';
import { intervalNames } from '../../core/interval.ts';

export const schema = z.strictObject({
  series: z.array(
    z.strictObject({
      symbol: z.string(),
      assetClass: z.enum(ASSET_CLASSES),
      interval: z.enum(intervalNames),
      source: z.string(),
      rows: z.int().min(0),
      gaps: z.int().min(0).describe('Stretches of absent bars.'),
      missing: z.number().min(0).describe('Bars absent in all of them.'),
      firstGap: z.iso.datetime().nullable().describe('Open time of the first absent bar.'),
      fault: z.string().nullable().describe('What makes the series unusable; null when it is sound.'),
      notes: z.array(z.string()).describe('What is odd but usable.'),
    }),
  ),
  broken: z.int().min(0).describe('Series with a fault; above 0 the exit code is 4.'),
});
