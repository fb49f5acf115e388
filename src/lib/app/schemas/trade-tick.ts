import { z } from 'zod';
import { REASONS } from '../../core/reason.ts';

export const reason = z
  .enum(Object.keys(REASONS))
  .describe('One of the codes that docs/reasons.md explains.');

const money = z
  .string()
  .regex(/^-?\d+\.\d{2}$/)
  .describe('Dollars, exact.');
const worth = z.strictObject({ cash: money, equity: money });

export const schema = z.strictObject({
  slot: z.int().describe('Number of the two-minute slot since the epoch.'),
  at: z.iso.datetime(),
  outcomes: z.array(
    z.strictObject({
      symbol: z.string(),
      reason,
      rule: z.string().optional().describe('The risk rule that refused.'),
      limit: z.string().optional().describe('Its limit.'),
      value: z.string().optional().describe('What it saw.'),
    }),
  ),
  orders: z.array(
    z.strictObject({
      order: z.string(),
      symbol: z.string(),
      side: z.enum(['buy', 'sell']),
      notional: money.nullable().describe('Dollars to spend.'),
      qty: z.string().nullable().describe('Coins to sell.'),
      stopped: reason.nullable().describe('Why it did not trade; null when the broker took it.'),
    }),
  ),
  halted: z.string().nullable().describe('Why trading is halted; null when it is not.'),
  worth: z.strictObject({ main: worth, control: worth }).describe('The account and the control arm.'),
  open: z.int().min(0).describe('Orders whose outcome is still unknown.'),
  warnings: z.array(z.string()).describe('What a person should look at.'),
});
