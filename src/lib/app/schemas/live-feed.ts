import { z } from 'zod';
import { schema as equity } from './equity.ts';
import { schema as health } from './health.ts';
import { event, signal } from './journal-events.ts';
import { schema as limits } from './limits.ts';
import { schema as orders } from './orders.ts';
import { forecasts } from './predict.ts';
import { newestBar, quote } from './quotes.ts';
import { schema as status } from './status.ts';
import { trade } from './trades.ts';
import { schema as progress } from './training-progress.ts';

/** Rises with every change of what pages ask for: a page asks again when the number behind it is another. */
export const revision = z.strictObject({
  journal: z.string(),
  store: z.string(),
  models: z.string(),
});

/**
 * Everything at one moment. The members of a stream's events are members of this object: `quotes`, `bars` and
 * `predictions` take the place of what was there, `signals`, `fills` and `events` come on top of it.
 */
export const schema = z.strictObject({
  simulated: z.boolean().describe('Whether the prices are made up.'),
  banner: z.string().describe('What market and whose money this is, in words.'),
  market: z.string(),
  broker: z.enum(['simulated', 'alpaca']),
  interval: z.string().describe('Size of the bars that signals are made of.'),
  epochMs: z
    .int()
    .min(1)
    .describe('A symbol is decided once in each stretch of this length, counted from 1970.'),
  revision,
  status,
  limits,
  equity: equity.describe('The last 24 hours.'),
  quotes: z.array(quote),
  bars: z.array(newestBar).describe('Newest closed bar of each symbol.'),
  predictions: forecasts,
  signals: z.array(signal).describe('Newest first.'),
  fills: z.array(trade).describe('Newest first.'),
  events: z.array(event).describe('Newest first.'),
  orders,
  training: progress,
  health,
});

export type LiveFeed = z.infer<typeof schema>;
