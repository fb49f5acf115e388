import { z } from 'zod';
import { intervalNames } from '../../core/interval.ts';

const count = z.int().min(0);
const share = z.number().min(0).max(1);
const score = z.number().nullable();
const evidence = z.strictObject({
  last: z.number().describe('ln of the evidence after the last bar.'),
  peak: z.number().describe('Highest it has been.'),
});

export const realSeries = z.strictObject({
  symbol: z.string(),
  interval: z.enum(intervalNames),
  source: z.string(),
  from: z.iso.datetime(),
  to: z.iso.datetime().describe('Open time of the last bar.'),
  sideCost: z.number().describe('Of one side: the fee and half of the spread, as a fraction.'),
  bars: count,
  forecasts: count.describe('Of the next bar, each by a model of bars before it.'),
  accuracy: share.nullable(),
  accuracyInterval: z.array(share).length(2).nullable().describe('Middle 95 % of a block bootstrap.'),
  majority: share.nullable().describe('Of saying what the training window saw more often.'),
  persistence: share.nullable().describe('Of saying the last outcome again.'),
  alwaysUp: share.nullable(),
  brier: score,
  climatologyBrier: score,
  logLoss: score.describe('Nats a forecast.'),
  climatologyLogLoss: score,
  calibrationError: score,
  confident: count.describe('Forecasts of more than 70 %.'),
  confidentHits: count,
  money: evidence.describe('That the pool beats cash after costs.'),
  timing: evidence.describe('That it beats its own usual exposure.'),
  netReturn: z.number().describe('Of the pool after costs, growth less 1.'),
  hold: z.number().describe('Of buying once and holding.'),
  control: z
    .strictObject({ median: z.number(), high: z.number().describe('95 % of the arms are below.') })
    .describe('Of 200 arms that trade at random.'),
  turnover: z.number().min(0),
  costShare: score.describe('Of what was earned before costs.'),
  significance: z.strictObject({
    sharpe: score.describe('Of a year.'),
    differentialSharpe: score.describe('Of the last return.'),
    probabilistic: score.describe('Chance that the true ratio is above 0.'),
    deflated: score.describe('Above what the best of all experts reaches by luck.'),
    trackRecordYears: score.describe('That it takes to tell the ratio from 0.'),
    backtestYears: z.number().describe('Below which the best of so many worthless tries shows a ratio of 1.'),
    overfitting: score.describe('Chance that the best expert in one half is below the middle in the other.'),
    lossProbability: score.describe('That it loses there.'),
    superiorAbility: score.describe('p of the best expert against cash, counting that it was chosen.'),
    maxDrawdown: score,
  }),
  crossPaths: z
    .array(z.number())
    .describe('Yearly Sharpe ratios of the forest over histories of purged cross-validation.'),
  verdict: z
    .enum(['no evidence of an edge', 'no evidence of timing', 'weak', 'promoted'])
    .describe('no evidence of timing: it beats cash, but not its own usual exposure.'),
});

const done = z.strictObject({ complete: z.literal(true), seed: count, series: z.array(realSeries) });
const stopped = z.strictObject({ complete: z.literal(false), done: count, total: count });

export const schema = z.discriminatedUnion('complete', [done, stopped]);

export type LabRealOutput = z.infer<typeof schema>;
export type RealSeries = z.infer<typeof realSeries>;
