import { z } from 'zod';
import { reason } from './trade-tick.ts';

const exact = z.string().regex(/^-?\d+(?:\.\d+)?$/);

export const ORDER_STATES = ['intended', 'open', 'unknown', 'closed', 'refused', 'absent'] as const;

/** An order from its INTENT to its end, as the journal tells it. */
export const order = z.strictObject({
  order: z.string().describe('Client order id.'),
  seq: z.int().min(1).describe('Number of the INTENT record.'),
  symbol: z.string(),
  side: z.enum(['buy', 'sell']),
  purpose: z.enum(['entry', 'exit']),
  reason,
  state: z
    .enum(ORDER_STATES)
    .describe('intended: not known to have arrived; open: at the broker; unknown: frozen until resolved.'),
  notional: exact.nullable().describe('Dollars to spend.'),
  qty: exact.nullable().describe('Coins to sell.'),
  filledQty: exact.describe('Coins filled so far.'),
  averagePrice: z.number().positive().nullable().describe('Of its fills.'),
  confidence: z.number().nullable(),
  at: z.iso.datetime().describe('When it was intended.'),
  changedAt: z.iso.datetime(),
  detail: z.string().describe('Refusal, or what is not known; empty when there is nothing to say.'),
});

export const schema = z.strictObject({
  orders: z.array(order).describe('Newest first; those that have not ended are there however old they are.'),
  open: z.int().min(0).describe('Those whose outcome is not final.'),
});
