import { z } from 'zod';
import { metrics, result } from './backtest.ts';

/** What is kept of a run beside its whole result, for lists. */
export const summary = z.strictObject({
  ...result.pick({ id: true, fingerprint: true, strategy: true, params: true }).shape,
  at: z.iso.datetime().describe('When it was first made.'),
  market: z.string(),
  symbols: z.array(z.string()),
  interval: z.string(),
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  ...metrics.pick({
    total_trades: true,
    profit_total: true,
    sharpe: true,
    max_drawdown_account: true,
    profit_factor: true,
  }).shape,
  p_value: z.number().nullable().describe('Against the random arms.'),
});

export const schema = z.strictObject({ runs: z.array(summary) });
