import { z } from 'zod';
import { decision } from './trade-replay.ts';
import { reason } from './trade-tick.ts';

const exact = z.string().regex(/^-?\d+(?:\.\d+)?$/);
const side = z.enum(['buy', 'sell']);
const plan = z.strictObject({
  target: exact.nullable(),
  stop: exact.nullable(),
  expiresAt: z.iso.datetime(),
});

const intent = z.strictObject({
  order: z.string(),
  decision: z.string().nullable(),
  symbol: z.string(),
  side,
  purpose: z.enum(['entry', 'exit']),
  reason,
  slot: z.int(),
  notional: exact.optional(),
  qty: exact.optional(),
  referencePrice: exact,
  value: exact,
  confidence: z.number().nullable(),
  plan: plan.optional(),
});

const fill = z.strictObject({
  fill: z.string(),
  order: z.string(),
  symbol: z.string(),
  side,
  qty: exact,
  price: exact,
  at: z.iso.datetime(),
  cash: exact,
  net: exact,
  fee: exact,
});

export const schema = z.strictObject({
  slot: z.int().describe('Number of the two-minute slot since the epoch.'),
  seq: z.int().min(1).describe('Number of the closing record of the tick.'),
  at: z.iso.datetime(),
  symbols: z.array(
    z.strictObject({
      symbol: z.string(),
      reason,
      meaning: z.string(),
      rule: z.string().optional().describe('The risk rule that refused.'),
      limit: z.string().optional(),
      value: z.string().optional(),
      bid: exact.nullable(),
      decision: z
        .strictObject({
          seq: z.int().min(1),
          at: z.iso.datetime(),
          now: z.boolean().describe('False for a decision of an earlier tick.'),
          data: decision,
          features: z.array(z.strictObject({ name: z.string(), value: z.number() })).nullable(),
        })
        .nullable(),
      order: z
        .strictObject({
          intent,
          events: z.array(z.strictObject({ at: z.iso.datetime(), type: z.string(), text: z.string() })),
          fills: z.array(fill),
        })
        .nullable(),
      control: z
        .strictObject({
          reason,
          action: z.string(),
          confidence: z.number(),
          traded: z.boolean(),
        })
        .nullable(),
    }),
  ),
});
