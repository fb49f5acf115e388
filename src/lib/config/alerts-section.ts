import { z } from 'zod';
import { durationMs } from '../core/interval.ts';

const duration = z
  .string()
  .refine(text => durationMs(text) !== null, { message: 'must be a duration such as 15m, 6h or 1d' });

export const alerts = z.strictObject({
  remindAfter: z
    .string()
    .refine(text => text === 'never' || durationMs(text) !== null, {
      message: 'must be a duration such as 6h or 1d, or never',
    })
    .default('24h')
    .describe('A trouble that lasts is told again after this time; never: once is enough.'),
  after: z
    .number()
    .int()
    .min(1)
    .max(100)
    .default(3)
    .describe('Failures in a row of a tick or a cycle that may pass by themselves (exit codes 4 and 5).'),
  silentAfter: duration
    .default('15m')
    .describe('Without a tick, or a training cycle, for this time something is wrong.'),
  mostPerHour: z.number().int().min(1).max(1_000).default(12).describe('More wait, and that is said once.'),
  onTrades: z.boolean().default(false).describe('Tell of every trade.'),
  onReport: z.boolean().default(false).describe('Tell what the daily report comes to.'),
  onAsOf: z.boolean().default(false).describe('Also from runs with --as-of, for rehearsals.'),
});
