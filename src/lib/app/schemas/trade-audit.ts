import { z } from 'zod';
import { CHECKS } from '../../audit/finding.ts';

const count = z.int().min(0);
const money = z
  .string()
  .regex(/^-?\d+\.\d{2}$/)
  .describe('Dollars, exact.');
const check = z.enum(Object.keys(CHECKS));
const against = z.enum(['broker', 'recomputed']);

const difference = z.strictObject({
  check,
  what: z.string().describe('The order, fill or amount that differs.'),
  journal: z.string(),
  against: against.describe('What the journal was held against.'),
  other: z.string().describe('The other side.'),
});
const pending = z.strictObject({ check, what: z.string() });

const report = z.strictObject({
  account: z.string().nullable().describe('Null when there is no journal.'),
  broker: z.string(),
  records: count.describe('Records of the journal.'),
  from: z.iso.datetime().describe('First moment of the orders, fills and fees that were compared.'),
  tickRunning: z.boolean().describe('Whether a tick wrote meanwhile.'),
  findings: z.array(
    z.strictObject({
      check,
      against,
      compared: count,
      differences: z.array(difference),
      pending: z.array(pending),
    }),
  ),
  differences: z.array(difference).describe('Empty when everything is equal.'),
  pending: z.array(pending).describe('What cannot be judged yet.'),
  corrections: z.array(
    z.strictObject({
      seq: z.int().min(1),
      at: z.iso.datetime(),
      type: z.enum(['FEE', 'ADJUSTED', 'BALANCE']),
      fee: z.string().nullable().describe("The broker's id of a posted fee."),
      cash: money,
      coins: z.record(z.string(), z.string()),
      reason: z.string().nullable(),
    }),
  ),
  cash: z
    .strictObject({
      opening: money,
      sold: money,
      bought: money,
      fees: money,
      corrected: money,
      book: money,
      broker: money,
    })
    .nullable()
    .describe('Where the cash came from; null when there is no journal.'),
  otherOrders: count.describe('Orders of the account that HIVE did not make.'),
});

export const schema = z.strictObject({
  audit: report.nullable().describe('Null when there is nothing to compare yet.'),
});
