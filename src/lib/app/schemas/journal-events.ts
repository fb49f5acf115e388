import { z } from 'zod';

export const EVENT_LEVELS = ['info', 'good', 'warning', 'problem'] as const;

/** A journal record in one sentence, for people. */
export const event = z.strictObject({
  seq: z.int().min(1).describe('Number of the journal record.'),
  at: z.iso.datetime(),
  type: z.string(),
  level: z.enum(EVENT_LEVELS),
  symbol: z.string().nullable(),
  text: z.string(),
});

/** What the strategy made of a symbol in a tick. */
export const signal = z.strictObject({
  seq: z.int().min(1).describe('Number of the DECISION record.'),
  at: z.iso.datetime(),
  symbol: z.string(),
  strategy: z.string(),
  action: z.enum(['BUY', 'SELL', 'HOLD']).describe('What the strategy wanted.'),
  effect: z.enum(['BUY', 'SELL', 'HOLD']).describe('What was done, limits included.'),
  confidence: z.number(),
  probabilityUp: z.number().nullable(),
  threshold: z.number(),
  reason: z.string(),
  meaning: z.string(),
});

export const schema = z.strictObject({
  events: z.array(event).describe('Newest first.'),
  signals: z.array(signal).describe('Newest first.'),
});
