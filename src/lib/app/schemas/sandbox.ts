import { z } from 'zod';

const count = z.int().min(0);

export const schema = z.strictObject({
  simulated: z.literal(true).describe('Nothing in a sandbox is real.'),
  url: z.string().describe('Where it was served, for trading and for data.'),
  keyId: z.string().describe('Demo key: it opens this sandbox and nothing else.'),
  secret: z.string(),
  accountNumber: z.string(),
  seed: count,
  edge: z.enum(['concentrated', 'mild', 'none']).describe('What is planted in the simulated market.'),
  state: z.string().describe('The file in which the account is kept.'),
  cash: z.string().describe('Dollars at the end.'),
  requests: count.describe('Requests of this run.'),
  orders: count.describe('Orders of the account.'),
  fills: count.describe('Fills of the account.'),
});
