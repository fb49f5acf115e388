import { z } from 'zod';
import { DAY_MS, durationMs } from '../core/interval.ts';
import { SLOT_MS } from '../core/order.ts';
import { alerts } from './alerts-section.ts';
import { backup } from './backup-section.ts';
import { logs } from './logs-section.ts';
import { market } from './market-section.ts';
import { retention } from './retention-section.ts';
import { schedule } from './schedule-section.ts';
import { serve } from './serve-section.ts';
import { symbolOf } from './symbol-of.ts';
import { alpaca, broker, yahoo } from './vendor-sections.ts';

const duration = z
  .string()
  .refine(text => durationMs(text) !== null, { message: 'must be a duration such as 2m, 6h or 1d' });

/** From the rhythm of the ticks to a day: between them lies every horizon that a bet may have. */
const epoch = z.string().refine(
  text => {
    const ms = durationMs(text) ?? Number.NaN;
    return ms >= SLOT_MS && ms <= DAY_MS;
  },
  { message: 'must be a duration from 2m to 1d' },
);

const rate = z.number().min(0).max(0.05);

const learning = z.strictObject({
  learner: z
    .enum(['forest', 'ml-random-forest'])
    .default('forest')
    .describe('forest: the one of HIVE; ml-random-forest: a library, for comparison.'),
  window: z
    .number()
    .int()
    .min(60)
    .max(20_000)
    .default(500)
    .describe('Newest matured samples of a class to train on.'),
  trainEvery: z.number().int().min(1).max(1_000).default(5).describe('Every how many cycles to train.'),
  forest: z
    .strictObject({
      trees: z.number().int().min(1).max(2_000).default(100).describe('Trees in a forest.'),
      bins: z
        .number()
        .int()
        .min(2)
        .max(256)
        .default(64)
        .describe('Bins that the values of a feature are sorted into.'),
      mtry: z.number().int().min(1).max(8).default(6).describe('Features drawn per split.'),
      minLeaf: z.number().int().min(1).max(1_000).default(15).describe('Least samples in a leaf.'),
      maxDepth: z.number().int().min(1).max(30).default(3).describe('Most splits from root to leaf.'),
    })
    .prefault({}),
  label: z
    .strictObject({
      kind: z
        .enum(['barrier', 'fixed'])
        .default('barrier')
        .describe('barrier: which of two prices is met first; fixed: the sign of the return at the horizon.'),
      width: z
        .number()
        .min(0.1)
        .max(10)
        .default(1)
        .describe('Barrier width in bar volatilities times sqrt(horizon).'),
    })
    .prefault({}),
  evaluation: z
    .strictObject({
      folds: z
        .number()
        .int()
        .min(2)
        .max(500)
        .default(24)
        .describe('Walk-forward folds scored at each training.'),
      stepBars: z.number().int().min(1).max(500).default(5).describe('Bars a fold predicts.'),
    })
    .prefault({}),
  maxModelAge: duration.default('30d').describe('A model whose newest training sample is older is not used.'),
  evenIfItCannotPay: z
    .boolean()
    .default(false)
    .describe('Also train for a horizon whose moves are smaller than its costs.'),
  policy: z
    .enum(['shadow', 'used'])
    .default('shadow')
    .describe('shadow: the policy only learns; used: it says how much of the cap an entry may have.'),
  experts: z
    .boolean()
    .default(true)
    .describe(
      'Also train the models of other windows, depths, features and horizons that the mixture weighs.',
    ),
  keepModels: z.number().int().min(2).max(1_000).default(20).describe('Model files kept per class.'),
});

const trading = z.strictObject({
  strategy: z
    .enum(['forest', 'mixture', 'control'])
    .default('forest')
    .describe(
      'forest: the newest model; mixture: all experts by their weights; control: random signals, to compare with.',
    ),
  epoch: epoch
    .default('1d')
    .describe('Horizon of a bet, from 2m to 1d: at most one decision a symbol in each epoch.'),
  exits: z
    .enum(['barriers', 'signal'])
    .default('barriers')
    .describe(
      'barriers: leave at a target, a stop or the end of the horizon; signal: on a SELL signal only.',
    ),
  symbols: z
    .array(
      symbolOf('crypto').refine(text => ['BTC/USD', 'ETH/USD'].includes(text), {
        message: 'may be BTC/USD or ETH/USD only',
      }),
    )
    .min(1)
    .max(2)
    .default(['BTC/USD', 'ETH/USD'])
    .describe('Coins to trade: BTC/USD, ETH/USD.'),
  startingCashUsd: z
    .number()
    .min(0)
    .max(10_000_000)
    .multipleOf(0.01)
    .default(10_000)
    .describe('Cash of a new embedded account.'),
});

const risk = z.strictObject({
  maxOrderUsd: z
    .number()
    .min(0)
    .max(75)
    .multipleOf(0.01)
    .default(75)
    .describe('May be lowered, never raised.'),
  maxOrderShare: z
    .number()
    .min(0)
    .max(0.02)
    .default(0.02)
    .describe('Share of buying power; may be lowered, never raised.'),
  minBuyingPowerUsd: z
    .number()
    .min(25)
    .multipleOf(0.01)
    .default(25)
    .describe('May be raised, never lowered.'),
  dailyNotionalUsd: z
    .number()
    .min(0)
    .max(108_000)
    .multipleOf(0.01)
    .default(1_500)
    .describe('Sum of orders a UTC day.'),
  dailyOrders: z.number().int().min(0).max(1_440).default(40).describe('Orders a UTC day.'),
  cooldown: duration.default('2m').describe('Least time between two entries in one symbol.'),
  dailyLossUsd: z
    .number()
    .min(0)
    .multipleOf(0.01)
    .default(100)
    .describe('Loss of equity within a UTC day that stops entries.'),
  maxQuoteAgeSeconds: z
    .number()
    .int()
    .min(1)
    .max(600)
    .default(30)
    .describe('An older quote is not traded on.'),
  maxSpreadBps: z.number().min(0).max(1_000).default(100).describe('A wider spread is not traded on.'),
});

const costs = z.strictObject({
  cryptoFeeRate: rate.default(0.0025).describe('Taker fee a side; Alpaca tier 1.'),
  cryptoSpreadBps: z
    .number()
    .min(0)
    .max(500)
    .default(8)
    .describe('Full spread assumed where none was measured.'),
  stockFeeRate: rate.default(0).describe('Fee a side.'),
  stockSpreadBps: z
    .number()
    .min(0)
    .max(500)
    .default(4)
    .describe('Full spread assumed where none was measured.'),
});

/** Everything a user may set. Defaults live here and nowhere else. */
export const configSchema = z.strictObject({
  $schema: z.string().optional().describe('For editors: the JSON Schema of this file.'),
  preset: z
    .enum(['default', 'original'])
    .default('default')
    .describe('original: the first HIVE, random signals every 2 minutes. Values you set yourself win.'),
  mode: z
    .enum(['simulated', 'paper', 'live'])
    .default('simulated')
    .describe('simulated: made-up market; paper: real bars, made-up money; live: real money.'),
  seed: z.number().int().min(0).max(4_294_967_295).default(42).describe('Seed of everything random.'),
  market: market.prefault({}),
  learning: learning.prefault({}),
  signal: z
    .strictObject({
      threshold: z
        .enum(['fixed', 'break-even'])
        .default('fixed')
        .describe('fixed: minConfidence; break-even: where a trade pays for its costs, which may be lower.'),
      minConfidence: z
        .number()
        .min(0.7)
        .max(1)
        .default(0.7)
        .describe('Trade only above it, strictly; may be raised, never lowered.'),
    })
    .prefault({}),
  gate: z
    .strictObject({
      enforce: z
        .enum(['live', 'always'])
        .default('live')
        .describe(
          'live: real money needs an open gate, elsewhere it informs; always: entries need it everywhere.',
        ),
    })
    .prefault({}),
  trading: trading.prefault({}),
  risk: risk.prefault({}),
  costs: costs.prefault({}),
  broker: broker.prefault({}),
  alpaca: alpaca.prefault({}),
  yahoo: yahoo.prefault({}),
  schedule: schedule.prefault({}),
  serve: serve.prefault({}),
  alerts: alerts.prefault({}),
  logs: logs.prefault({}),
  retention: retention.prefault({}),
  backup: backup.prefault({}),
});

export type Config = z.infer<typeof configSchema>;
