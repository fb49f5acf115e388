import { z } from 'zod';
import { account } from './positions.ts';
import { forecasts } from './predict.ts';
import { reason } from './trade-tick.ts';
import { trade } from './trades.ts';
import { training } from './train-cycle.ts';

const count = z.int().min(0);

export const schema = z.strictObject({
  home: z.string().describe('The folder that the demo made; go on in it with --home.'),
  seed: count,
  edge: z.enum(['concentrated', 'mild', 'none']).describe('What is planted in the simulated market.'),
  days: count,
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  cycles: count,
  symbols: count,
  bars: count.describe('Bars of the backfill.'),
  samples: count.describe('Samples made of them.'),
  trained: z.array(training).describe('The training of the fifth cycle.'),
  forecasts,
  ticks: count,
  reasons: z
    .array(z.strictObject({ reason, count }))
    .describe('How often each was given, most frequent first.'),
  trades: z.array(trade),
  positions: account.unwrap(),
  verdict: z.string().nullable().describe('What the gate says of it.'),
});
