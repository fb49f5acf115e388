import { z } from 'zod';
import { OBJECTIVES } from '../../backtest/sweep/score.ts';
import { data, execution } from './backtest.ts';

const count = z.int().min(0);
const money = z.number();
const share = z.number();
const ratio = z.number().nullable();
const time = z.iso.datetime();
const params = z.record(z.string(), z.union([z.number(), z.string()]));

/** A stretch of days, from the closes of the days. */
const scores = z.strictObject({
  profit_total: share.describe('Of the equity the stretch began with.'),
  sharpe: ratio,
  sortino: ratio,
  calmar: ratio,
  max_drawdown_account: share.describe('As the closes of the days see it.'),
});

export const sweepPoint = z.strictObject({
  rank: z.int().min(1),
  params,
  total_trades: count.describe('Over all days.'),
  in_sample: scores.describe('On the days before the first block; on all days without walk-forward.'),
  out_of_sample: scores
    .nullable()
    .describe('On the blocks, which the ranking goes by. Null without walk-forward.'),
});

export const sweepFold = z.strictObject({
  in_sample_from: time,
  in_sample_to: time.describe('Exclusive.'),
  from: time,
  to: time.describe('Exclusive.'),
  params: params
    .nullable()
    .describe('The choice; null when no point had a defined score, and cash was kept.'),
  in_sample_score: ratio.describe('Of the choice, by the objective.'),
  profit_total: share.describe('Of the equity the block began with.'),
  sharpe: ratio,
  total_trades: count,
  final_balance: money,
});

export const sweepRound = z.strictObject({
  from: time,
  to: time.describe('Exclusive.'),
  days: count,
  points: count,
  kept: count,
});

export const luck = z.strictObject({
  tries: count.describe('Different tries on these bars so far, the points of this sweep among them.'),
  best_sharpe: ratio.describe('Yearly, of the best, on the days the ranking goes by.'),
  expected_best_sharpe: ratio.describe('That the best of so many worthless tries is expected to show.'),
  deflated_sharpe: ratio.describe('Probability that the true Sharpe ratio of the best is above that.'),
  overfitting_probability: ratio.describe(
    'Of backtest overfitting, by CSCV over all days: the best of one half is below the median on the other.',
  ),
  loss_probability: ratio.describe('That the best of one half loses on the other.'),
  splits: count.describe('Ways in which the days were halved.'),
  verdict: z.string(),
});

const done = z.strictObject({
  complete: z.literal(true),
  id: z.string().describe('First 12 digits of the fingerprint.'),
  fingerprint: z.string().describe('SHA-256 over bars, code, strategy, space, execution and seed.'),
  version: z.string(),
  seed: count,
  strategy: z.string(),
  module_sha256: z.string().nullable(),
  space: z.array(z.string()).describe('Ranges as they were given.'),
  search: z.enum(['grid', 'random', 'halving']),
  objective: z.enum(OBJECTIVES),
  points: count.describe('Points that were tried.'),
  invalid_points: count.describe('Combinations that the strategy rules out.'),
  days: count.describe('UTC days with a bar.'),
  data,
  execution,
  rounds: z.array(sweepRound).describe('Of successive halving, before the survivors ran on all days.'),
  walk_forward: z
    .strictObject({
      window: z.enum(['anchored', 'rolling']),
      in_sample_share: share,
      folds: z.array(sweepFold),
      ...scores.shape,
      total_trades: count,
      final_balance: money,
    })
    .nullable()
    .describe('What the choices of the folds would have earned; null with --no-walk-forward.'),
  ranking: z.array(sweepPoint).describe('The best points; by out-of-sample score where there is one.'),
  luck,
});

/** The command was stopped; the same command goes on. */
const stopped = z.strictObject({
  complete: z.literal(false),
  done: count.describe('Runs that are stored.'),
  total: count,
});

export const schema = z.discriminatedUnion('complete', [done, stopped]);

export type SweepOutput = z.infer<typeof schema>;
export type SweepResult = z.infer<typeof done>;
export type SweepPoint = z.infer<typeof sweepPoint>;
export type SweepFold = z.infer<typeof sweepFold>;
export type SweepScores = z.infer<typeof scores>;
