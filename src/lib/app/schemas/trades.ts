import { z } from 'zod';
import { reason } from './trade-tick.ts';

const exact = z
  .string()
  .regex(/^-?\d+(?:\.\d+)?$/)
  .describe('An exact decimal.');

export const trade = z.strictObject({
  fill: z.string(),
  order: z.string(),
  symbol: z.string(),
  side: z.enum(['buy', 'sell']),
  qty: exact.describe('Coins, as the broker reports them.'),
  price: exact.describe('Dollars a coin.'),
  at: z.iso.datetime(),
  cash: exact.describe('Change of cash, fees included.'),
  net: exact.describe('Change of the position, fees included.'),
  fee: exact.describe('Dollars.'),
  seq: z.int().min(1).describe('Number of the journal record.'),
  mode: z.string(),
  account: z.string().nullable(),
  purpose: z.enum(['entry', 'exit']),
  reason,
  confidence: z.number().nullable(),
  decision: z.string().nullable(),
  realised: exact.nullable().describe('Profit of a sale, fees included; null for buys.'),
});

export const schema = z.strictObject({
  trades: z.array(trade).describe('Oldest first.'),
  total: z.int().min(0).describe('Trades there are of those that were asked for.'),
  totals: z
    .strictObject({ bought: exact, sold: exact, fees: exact, realised: exact })
    .describe('Sums over all of them, not only over those that are listed.'),
});
