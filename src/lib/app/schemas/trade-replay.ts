import { z } from 'zod';
import { reason } from './trade-tick.ts';

const action = z.enum(['BUY', 'SELL', 'HOLD']);
const odds = z.strictObject({ BUY: z.number(), SELL: z.number(), HOLD: z.number() });
const exact = z.string().regex(/^-?\d+(?:\.\d+)?$/);

/** A DECISION record of the journal. */
export const decision = z.strictObject({
  id: z.string(),
  book: z.enum(['main', 'control']),
  symbol: z.string(),
  epoch: z.int(),
  strategy: z.string(),
  reason,
  signal: z.strictObject({ action, confidence: z.number(), probabilityUp: z.number().nullable() }),
  threshold: z.number().describe('The confidence must be above it.'),
  featureSet: z.string().nullable(),
  features: z.array(z.number()).nullable(),
  barCloseAt: z.iso.datetime().nullable(),
  quote: z.strictObject({ bid: z.number(), ask: z.number(), at: z.iso.datetime() }),
  positionBefore: exact,
  experts: z.array(
    z.strictObject({ id: z.string(), weight: z.number(), probabilityUp: z.number().nullable() }),
  ),
  before: odds.describe("The policy's odds over actions."),
  after: odds.describe('Those odds after position and risk rules.'),
  effect: action.describe('What was done.'),
  propensity: z.number().describe('How likely that was.'),
  random: z
    .strictObject({ algorithm: z.literal('mulberry32'), seed: z.number(), draws: z.array(z.number()) })
    .nullable(),
  costs: z.strictObject({ feeRate: z.number(), spreadBps: z.number() }),
  horizonMs: z.number(),
  barriers: z.strictObject({ target: z.number(), stop: z.number() }).nullable(),
  model: z.strictObject({ name: z.string(), hash: z.string(), trainedTo: z.iso.datetime() }).nullable(),
  interval: z.tuple([z.number(), z.number()]).nullable(),
  inputs: z.strictObject({
    atMs: z.int(),
    quoteHeldMs: z.number(),
    buyingPower: exact,
    qtyAvailable: exact,
    lastClose: z.number().nullable(),
  }),
  renewedPlan: z
    .strictObject({ target: exact.nullable(), stop: exact.nullable(), expiresAt: z.iso.datetime() })
    .optional(),
});

export const schema = z.strictObject({
  replays: z.array(
    z.strictObject({
      seq: z.int().min(1).describe('Number of the journal record.'),
      at: z.iso.datetime(),
      decision: decision.describe('As the journal has it.'),
      ordered: z.boolean().describe('Whether an order followed, which is compared as well.'),
      differences: z
        .array(z.strictObject({ member: z.string(), journal: z.string(), replay: z.string() }))
        .describe('Empty when the replay is equal to the last bit.'),
    }),
  ),
});
