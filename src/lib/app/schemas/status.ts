import { z } from 'zod';
import { gate } from './learning-status.ts';
import { account } from './positions.ts';
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
});
