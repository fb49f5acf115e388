import { z } from 'zod';
import { STAGES } from '../../learning/feedback/records.ts';
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

const share = z.number().min(0).max(1);
const gateThen = z.strictObject({ stage: z.enum(STAGES), lnMoney: z.number(), lnTiming: z.number() });

const learning = z.strictObject({
  epoch: z.int(),
  at: z.iso.datetime(),
  regime: z.string(),
  spoken: share.nullable().describe('Probability that the decision went by.'),
  pooled: share.nullable().describe('That of all experts.'),
  mixture: share.describe('Exposure that the experts come to.'),
  voices: z
    .array(
      z.strictObject({
        id: z.string(),
        weight: share,
        exposure: share.nullable(),
        probability: share.nullable(),
      }),
    )
    .describe('The heaviest experts.'),
  policy: z.strictObject({
    stake: share,
    greedy: share,
    mean: z.number(),
    width: z.number(),
    split: z.boolean(),
  }),
  path: share.describe('Exposure that the decision path wanted.'),
  cost: z.number().describe('Of changing the exposure by 1.'),
  gate: gateThen,
  outcome: z
    .strictObject({
      move: z.number().nullable(),
      gateAfter: gateThen,
      changed: z.array(z.strictObject({ id: z.string(), before: share, after: share })),
    })
    .nullable()
    .describe('Null while the epoch runs.'),
});

const reward = z.strictObject({
  net: exact,
  fees: exact,
  fills: z.int().min(2),
  closedAt: z.iso.datetime(),
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
      learning: learning.nullable().describe('What the learner knew, and what the outcome changed.'),
      reward: reward.nullable().describe('What an entry brought, once its position was left.'),
    }),
  ),
});
