import { z } from 'zod';

const dollars = z.number().describe('Dollars.');
const coins = z.number().min(0).describe('Coins.');

export const schema = z.strictObject({
  changed: z.boolean().describe('False when the journal already said what the broker says.'),
  cash: z.strictObject({ before: dollars, after: dollars }),
  coins: z
    .array(z.strictObject({ symbol: z.string(), before: coins, after: coins }))
    .describe('Only the symbols that changed.'),
  lost: z.array(z.string()).describe('Orders given up: the broker has no trace of them.'),
});
