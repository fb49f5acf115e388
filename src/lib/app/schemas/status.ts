import { z } from 'zod';
import { healthCheck } from './health.ts';
import { gate } from './learning-status.ts';
import { account } from './positions.ts';
import { summary } from './runs.ts';
import { reason } from './trade-tick.ts';
import { schema as training } from './train-status.ts';

const count = z.int().min(0);

export const schema = z.strictObject({
  home: z.string(),
  mode: z.string(),
  strategy: z.string(),
  edge: z.string().nullable().describe('What is planted in the simulated market; null on real bars.'),
  halted: z.string().nullable().describe('Why trading is halted; null when it is not.'),
  account,
  today: z
    .strictObject({
      profit: z.number().describe('Dollars since the start of the UTC day.'),
      orders: count,
      ordersLeft: count,
      notional: z.number().min(0).describe('Dollars traded.'),
      notionalLeft: z.number().min(0),
    })
    .nullable(),
  lastTick: z
    .strictObject({
      at: z.iso.datetime(),
      ageMs: z.number(),
      ticks: count.describe('Ticks so far.'),
      reasons: z.array(z.strictObject({ symbol: z.string(), reason, meaning: z.string() })),
    })
    .nullable(),
  gate: gate
    .pick({ stage: true, words: true, overriddenUntil: true })
    .nullable()
    .describe('What the gate says of trading; null before the first stance of a learner.'),
  training,
  regime: z
    .array(z.strictObject({ symbol: z.string(), regime: z.string() }))
    .nullable()
    .describe('Null before the first stance of a learner.'),
  runs: summary.describe('How the jobs fared in the last 24 hours, and when they run next.'),
  needs: z.array(healthCheck).describe('What needs a person: the checks of health that are not well.'),
});
