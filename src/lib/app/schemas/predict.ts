import { z } from 'zod';
import { ASSET_CLASSES } from '../../core/instrument.ts';
import { reason } from './trade-tick.ts';

const share = z.number().min(0).max(1);

const forecast = z.strictObject({
  symbol: z.string(),
  assetClass: z.enum(ASSET_CLASSES),
  action: z.enum(['BUY', 'SELL', 'HOLD']).describe('What the confidence rule makes of the probability.'),
  probabilityUp: share.describe('Calibrated probability that a bet made now pays after costs.'),
  confidence: share.describe(
    'That probability or its complement, whichever side the rule looks at: the larger; with signal.threshold break-even the probability from the break-even on.',
  ),
  interval: z
    .tuple([share, share])
    .describe(
      'Venn-Abers pair: how far the data leave the probability open. It need not hold the probability.',
    ),
  expectedMove: z.number().nullable().describe('Expected return of the bet before costs, a fraction.'),
  cost: z.number().nullable().describe('Round-trip cost, a fraction.'),
  breakEven: z.number().nullable().describe('Probability at which the bet breaks even.'),
  price: z.number().positive().describe('Close of the newest closed bar.'),
  barCloseAt: z.iso.datetime(),
  model: z.strictObject({ name: z.string(), trainedTo: z.iso.datetime(), ageMs: z.number() }),
  topFeatures: z
    .array(z.strictObject({ feature: z.string(), value: z.number(), effect: z.number() }))
    .describe("Features that moved the score most against the feature's median."),
});

const noForecast = z.strictObject({ symbol: z.string(), assetClass: z.enum(ASSET_CLASSES), reason });

export const forecasts = z
  .array(z.union([forecast, noForecast]))
  .describe('A forecast for each symbol, or the reason why there is none.');

export const schema = z.strictObject({ forecasts });
