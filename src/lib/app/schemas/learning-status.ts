import { z } from 'zod';
import { equityPoint } from './equity.ts';

const arm = z.strictObject({
  equity: z.number(),
  profit: z.number(),
  profitShare: z.number().describe('Of starting cash.'),
  fees: z.number(),
  turnover: z.number(),
  roundTrips: z.int().min(0),
  winRate: z.number().min(0).max(1).nullable(),
  maxDrawdown: z.number().min(0).nullable(),
});

export const control = z.strictObject({
  model: arm.describe('The account that trades.'),
  control: arm.describe('The random arm under the same costs and limits.'),
  difference: z.number().describe('Profit of the account less that of the arm, dollars.'),
  from: z.iso.datetime(),
  points: z.array(equityPoint),
  says: z.string().describe('What may be said of it, in one sentence.'),
});

/** Members are null until the learner has them. */
export const schema = z.strictObject({
  control: control.nullable().describe('Null before the first tick.'),
  gate: z.null(),
  experts: z.null(),
  policy: z.null(),
  regime: z.null(),
  rewards: z.null(),
});

export type LearningStatus = z.infer<typeof schema>;
