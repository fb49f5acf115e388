import { z } from 'zod';

const path = z.string().nullable();

export const schema = z.strictObject({
  home: z.string(),
  config: z.string().describe('The configuration that was written.'),
  mode: z.enum(['simulated', 'paper', 'live']),
  broker: z.enum(['simulated', 'alpaca']),
  source: z.string().describe('Where the bars of coins come from.'),
  symbols: z.array(z.string()).describe('Everything that is fetched and learned from.'),
  traded: z.array(z.string()),
  strategy: z.string(),
  account: z
    .strictObject({
      number: z.string(),
      blocked: z.string().nullable().describe('Why it may not trade; null when it may.'),
      cash: z.number(),
      buyingPower: z.number(),
      canTrade: z.boolean().describe('Whether an order may become as large as the broker’s least one.'),
      leastOrder: z.string(),
    })
    .nullable()
    .describe('Null where the broker was not asked.'),
  pinned: z.string().nullable().describe('The one account that may be traded.'),
  backup: path.describe('The old configuration, kept.'),
  keysKeptIn: path.describe('The file that new keys were written to.'),
  ignoredIn: path.describe('The .gitignore that now names the keys.'),
  next: z.array(z.string()).length(3).describe('Commands to type now.'),
});
