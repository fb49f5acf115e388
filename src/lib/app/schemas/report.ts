import { z } from 'zod';
import { PARTS } from '../../drift/part-names.ts';
import { STAGES } from '../../learning/feedback/records.ts';
import { reason } from './trade-tick.ts';

const exact = z.string().regex(/^-?\d+(?:\.\d+)?$/);
const money = exact.describe('Dollars, an exact decimal.');
const time = z.iso.datetime();
const count = z.int().min(0);
const side = z.enum(['buy', 'sell']);

const gate = z.strictObject({
  stage: z.enum(STAGES),
  lnMoney: z.number().describe('Log wealth against cash.'),
  lnTiming: z.number().describe('Log wealth against a constant exposure.'),
  lnWanted: z.number().describe('Log wealth that trading at full size needs.'),
  epochs: count,
});

const part = z.strictObject({
  name: z.enum(PARTS),
  amount: money.nullable().describe('What live made more by it; null where it is not known of any case.'),
  cases: count,
  unknown: count.describe('Cases of which it is not known.'),
});

const drift = z.strictObject({
  replay: money.describe('Profit of the replay.'),
  live: money.describe('Profit of the account: that of the replay and all parts together.'),
  byHand: money.describe('Profit of the period that comes of what a person did to the account.'),
  parts: z.array(part),
  moments: count.describe('Moments that were compared.'),
  notRun: count.describe('Those of them in which no tick ran.'),
  orders: z.array(
    z.strictObject({
      order: z.string(),
      symbol: z.string(),
      side,
      reason,
      moment: time.describe('Beginning of its scheduled moment.'),
      sentAt: time,
      begin: exact.nullable().describe('Price at that beginning; null where none is known.'),
      sent: exact.describe('Price when it was sent.'),
      filled: exact.nullable().describe('Mean price of its fills; null for none.'),
    }),
  ),
  missed: z
    .array(
      z.strictObject({
        at: time,
        symbol: z.string(),
        side,
        reason,
        value: money,
        price: exact,
        why: z.string(),
      }),
    )
    .describe('Orders of the replay that were not made, or not filled whole.'),
  changed: z
    .array(z.strictObject({ at: time, symbol: z.string(), was: z.string(), today: z.string() }))
    .describe('Decisions that would be others with what is known now.'),
});

const period = {
  kind: z.enum(['daily', 'weekly']),
  name: z.string().describe('2026-11-25, or 2026-W48.'),
  from: time,
  to: time.describe('Exclusive.'),
};

const content = z.strictObject({
  ...period,
  complete: z.boolean().describe('False while the period runs.'),
  until: time.describe('Up to when it was read.'),
  banner: z.string().describe('What market and money this is about.'),
  mode: z.string(),
  market: z.string(),
  account: z.string(),
  strategy: z.string(),
  equity: z.strictObject({ start: money, end: money, controlStart: money, controlEnd: money }),
  profit: z.strictObject({
    total: money,
    realised: money,
    unrealised: money.describe('Change of what is not realised yet.'),
    fees: money.describe('Fees within it.'),
    external: money.describe('What came from outside; no profit.'),
    control: money.describe('What the random control arm made.'),
    cash: money.describe('What cash made.'),
  }),
  positions: z.array(z.strictObject({ symbol: z.string(), value: money, unrealised: money })),
  trades: z
    .array(
      z.strictObject({
        seq: z.int().min(1).describe('Number of the journal record.'),
        at: time,
        symbol: z.string(),
        side,
        qty: exact,
        price: exact,
        fee: money,
        value: money,
        reason,
        meaning: z.string(),
        confidence: z.number().nullable(),
        realised: money.nullable().describe('Null for buys.'),
        reward: money.nullable().describe('Of the whole position, with the fill that ended it.'),
      }),
    )
    .describe('Oldest first.'),
  reasons: z
    .array(z.strictObject({ symbol: z.string(), reason, meaning: z.string(), count }))
    .describe('What ticks came to, the most frequent first.'),
  unfilled: z
    .array(
      z.strictObject({
        at: time,
        order: z.string(),
        symbol: z.string(),
        side,
        value: money,
        why: z.string(),
      }),
    )
    .describe('Orders that were not filled, or not whole.'),
  unresolved: z
    .array(z.strictObject({ order: z.string(), symbol: z.string(), side, value: money, since: time }))
    .describe('Orders without an outcome at the end.'),
  costs: z.strictObject({
    traded: money.describe('Before fees.'),
    fees: money,
    spread: money.nullable().describe('Half of the assumed spread of each order.'),
    slippage: money.nullable().describe('What prices were worse than when the order was sent.'),
    total: money,
    share: z.number().nullable().describe('Of what was traded; null where nothing was.'),
  }),
  gate: z.strictObject({ start: gate.nullable(), end: gate.nullable() }),
  events: z
    .array(z.strictObject({ at: time, type: z.string(), text: z.string() }))
    .describe('Halts, verdicts of the gate, and what people did.'),
  config: z.array(
    z.strictObject({
      at: time,
      changes: z.array(
        z.strictObject({ name: z.string(), before: z.string().nullable(), after: z.string().nullable() }),
      ),
    }),
  ),
  models: z.array(
    z.strictObject({
      at: time,
      action: z.enum(['trained', 'refused', 'promote', 'rollback']),
      assetClass: z.string(),
      model: z.string().nullable(),
      reason: z.string().nullable(),
    }),
  ),
  training: z.strictObject({
    cycles: count,
    trainings: count,
    newSamples: count,
    firstAt: time.nullable(),
    lastAt: time.nullable(),
  }),
  ticks: z.strictObject({
    ran: count,
    firstAt: time.nullable(),
    lastAt: time.nullable(),
    scheduled: count.nullable().describe('Null where no schedule is known.'),
    missed: z
      .array(z.strictObject({ from: time, to: time, slots: count, why: z.string().nullable() }))
      .nullable(),
  }),
  drift: drift.nullable().describe('Live against a replay of the same moments.'),
  driftTrouble: z.string().nullable().describe('Why there is none.'),
});

const nothing = z.strictObject({
  ...period,
  nothing: z.string().describe('Why there is nothing to report of the last period that is over.'),
});

const files = z.array(z.string()).describe('Files that it was written to.');

export const schema = z.union([content.extend({ files }), nothing.extend({ files })]);

/** A report, before it is written anywhere. */
export type ReportOutput = z.infer<typeof content>;

/** What there is of a home that is younger than the last period that is over. */
export type NothingToReport = z.infer<typeof nothing>;
