import { z } from 'zod';
import { intervalNames } from '../../core/interval.ts';
import { REASONS, type Reason } from '../../core/reason.ts';

/*
 * The result of one backtest. Names are freqtrade's where it has one for the thing; shares are fractions of one
 * (0.12 = 12 %), money is dollars, times are ISO in UTC, `null` is "undefined on this run".
 */

const count = z.int().min(0);
const money = z.number();
const share = z.number();
const ratio = z.number().nullable();
const time = z.iso.datetime();
const reason = z.enum(Object.keys(REASONS) as [Reason, ...Reason[]]);
const duration = z.number().min(0).nullable().describe('Seconds.');

export const finding = z.strictObject({
  kind: z.string(),
  count,
  firstLine: count,
  example: z.string(),
});

export const trade = z.strictObject({
  pair: z.string(),
  is_short: z.boolean(),
  is_open: z.boolean(),
  amount: z.number().describe('Coins or shares filled at the entry, before a fee in coins.'),
  stake_amount: money.describe('Money the entry moved, fee included.'),
  open_date: time.describe('Open time of the bar in which the entry filled.'),
  open_rate: z.number().describe('Average price of the entry.'),
  close_date: time.nullable(),
  close_rate: ratio,
  fee_open: money.describe('Fee of the entry in dollars, whichever way it was taken.'),
  fee_close: money,
  profit_abs: money.describe('Realised, after all fees; for an open trade at the last close.'),
  profit_ratio: share.describe('profit_abs / stake_amount.'),
  enter_tag: z.string(),
  exit_reason: reason.nullable(),
  trade_duration: count.describe('Minutes.'),
  bars_held: count,
  min_rate: z.number().describe('Lowest price of the bars held.'),
  max_rate: z.number(),
  regime: z.string().describe('Regime of the market at the bar whose signal opened it.'),
});

/** One line of a table of trades: by pair, tag, reason, regime. */
export const group = z.strictObject({
  key: z.string(),
  trades: count,
  profit_mean: ratio,
  profit_total_abs: money,
  profit_total: share.describe('Of the starting balance.'),
  duration_avg: duration,
  wins: count,
  draws: count,
  losses: count,
  winrate: ratio,
  profit_factor: ratio,
});

/** One line of the day, week or month table, from the equity curve. */
export const period = z.strictObject({
  date: time,
  trades: count,
  profit_abs: money.describe('Change of equity in the period.'),
  profit: share.describe('Of the equity it began with.'),
  profit_factor: ratio,
  wins: count,
  draws: count,
  losses: count,
});

/** Lines of freqtrade's SUMMARY METRICS and of backtesting.py's table, from the mark-to-market equity curve. */
export const metrics = z.strictObject({
  backtest_start: time,
  backtest_end: time,
  backtest_days: z.number().min(0),
  total_trades: count,
  trades_per_day: z.number().min(0),
  starting_balance: money,
  final_balance: money,
  profit_total_abs: money,
  profit_total: share,
  profit_total_long: share,
  profit_total_long_abs: money,
  profit_total_short: share,
  profit_total_short_abs: money,
  trade_count_long: count,
  trade_count_short: count,
  cagr: ratio,
  annual_return: ratio,
  annual_volatility: ratio,
  sharpe: ratio,
  sortino: ratio,
  calmar: ratio,
  sqn: ratio,
  alpha: ratio,
  beta: ratio,
  profit_factor: ratio,
  expectancy: ratio,
  expectancy_ratio: ratio,
  kelly: ratio,
  profit_mean: ratio,
  profit_median: ratio,
  best_trade: ratio,
  worst_trade: ratio,
  avg_daily_profit: ratio.describe('Dollars.'),
  avg_stake_amount: ratio,
  total_volume: money.describe('Money moved by all fills.'),
  total_fees: money,
  fees_share_of_gross: ratio.describe('Fees over the gross profit of the winning trades.'),
  best_pair: z.string().nullable(),
  worst_pair: z.string().nullable(),
  best_day_abs: ratio,
  worst_day_abs: ratio,
  winning_days: count,
  draw_days: count,
  losing_days: count,
  wins: count,
  draws: count,
  losses: count,
  winrate: ratio,
  holding_avg: duration,
  holding_max: duration,
  winner_holding_min: duration,
  winner_holding_max: duration,
  winner_holding_avg: duration,
  loser_holding_min: duration,
  loser_holding_max: duration,
  loser_holding_avg: duration,
  max_consecutive_wins: count,
  max_consecutive_losses: count,
  rejected_signals: count,
  rejections: z.partialRecord(reason, count),
  timedout_entry_orders: count.describe('Entries whose trigger was not met in their bar.'),
  timedout_exit_orders: count.describe('Always 0: an exit goes on until it is filled.'),
  exposure: share.describe('Share of bars at whose close a position was open.'),
  csum_min: money.describe('Lowest equity.'),
  csum_max: money.describe('Highest equity.'),
  max_drawdown_account: share.describe('Largest fall of equity from its peak, as a share of the peak.'),
  max_drawdown_abs: money,
  max_relative_drawdown: share,
  drawdown_start: time.nullable(),
  drawdown_end: time.nullable(),
  drawdown_duration: duration.describe('From the peak before the largest drawdown to its lowest point.'),
  max_drawdown_high: ratio.describe('Profit at the start of the drawdown.'),
  max_drawdown_low: ratio.describe('Profit at its end.'),
  longest_drawdown: duration.describe('Longest stretch below an earlier peak.'),
  average_drawdown: ratio,
  average_drawdown_duration: duration,
  underwater: share.describe('Share of bars below an earlier peak.'),
  market_change: ratio.describe('Mean change of the pairs from the first open to the last close.'),
  p_value: ratio.describe('One-sided t-test that the mean profit ratio of trades is above 0.'),
});

const interval95 = z.strictObject({ low: ratio, high: ratio });

/** What the evidence is worth. */
export const evidence = z.strictObject({
  buy_and_hold: z.strictObject({
    profit_total: ratio,
    final_balance: money,
    sharpe: ratio,
    max_drawdown_account: ratio,
  }),
  control_arm: z.strictObject({
    arms: count,
    profit_median: ratio,
    profit_p05: ratio,
    profit_p95: ratio,
    percentile: ratio.describe('Share of random arms that this run beats.'),
    p_value: ratio.describe('(1 + arms at least as good) / (1 + arms).'),
  }),
  bootstrap: z.strictObject({
    resamples: count,
    mean_block_days: ratio,
    profit_total: interval95,
    sharpe: interval95,
    max_drawdown_account: interval95,
  }),
  probabilistic_sharpe: ratio.describe('Probability that the true Sharpe ratio is above 0.'),
  min_track_record_days: ratio.describe('Days for that to reach 95 %.'),
  cost_break_even: ratio.describe(
    'Round-trip cost, as a share of the money moved in, at which the profit is 0.',
  ),
  cost_paid: ratio.describe('Round-trip cost paid, the same way.'),
});

/** What the ledger of tries makes of it: it grows, so it is no part of the stored result. */
export const deflation = z.strictObject({
  tries: count.describe(
    'Different backtests, sweep points and trainings on these bars so far, this one included.',
  ),
  deflated_sharpe: ratio.describe(
    'Probability that the Sharpe ratio is above what the best of so many tries reaches by luck.',
  ),
  expected_best_sharpe: ratio.describe(
    'Yearly Sharpe ratio that the best of so many worthless tries is expected to show.',
  ),
  verdict: z.string().describe('What all this allows to say, in one sentence.'),
});

export const fold = z.strictObject({
  from: time,
  to: time,
  trained_to: time,
  trained_rows: count,
  n: count,
  accuracy: ratio,
  log_loss: ratio,
  refused: z.string().nullable(),
});

export const execution = z.strictObject({
  cash: money,
  fee_rate: share,
  maker_fee_rate: share.nullable(),
  fee_in: z.enum(['cash', 'asset']),
  spread: share,
  spread_on: z.enum(['both', 'entry']),
  slippage_bps: z.number(),
  fill: z.enum(['next-open', 'signal-close']),
  side: z.enum(['long-only', 'long-short']),
  sizing: z.string(),
  unit: z.number(),
  volume_cap: share.nullable(),
  close_at_end: z.enum(['last-open', 'last-close', 'keep']),
  stop_loss: share.nullable(),
  take_profit: share.nullable(),
  trailing_stop: share.nullable(),
  max_bars: count.nullable(),
  entry_trigger: share.nullable(),
  stops: z.enum(['inside', 'at-open']),
  engine: z.enum(['typed-array', 'replay']),
});

export const data = z.strictObject({
  source: z.string().describe('Store, file or market the bars are from.'),
  market: z.string().describe('simulated/SEED/EDGE, or real: what tries are counted by.'),
  symbols: z.array(z.string()),
  interval: z.enum(intervalNames),
  detail: z.enum(intervalNames).nullable(),
  from: time,
  to: time,
  bars: count,
  warm_up_bars: count,
  sha256: z.string().describe('Of the bars used, the warm-up included.'),
  repairs: z.array(finding),
  dropped: z.array(finding),
  notes: z.array(z.string()),
});

/** Stored and exported: the same fingerprint gives the same bytes. */
export const result = z.strictObject({
  id: z.string().describe('First 12 digits of the fingerprint.'),
  fingerprint: z.string().describe('SHA-256 over bars, code, strategy, parameters, execution and seed.'),
  version: z.string().describe('Version of the code.'),
  seed: count,
  strategy: z.string(),
  params: z.record(z.string(), z.union([z.number(), z.string()])),
  module_sha256: z.string().nullable().describe("Of the user's own strategy file."),
  data,
  execution,
  ...metrics.shape,
  evidence,
  results_per_pair: z.array(group),
  left_open_trades: z.array(group),
  results_per_enter_tag: z.array(group),
  exit_reason_summary: z.array(group),
  mix_tag_stats: z.array(group),
  results_per_regime: z.array(group),
  periodic_breakdown: z.strictObject({ day: z.array(period), week: z.array(period), month: z.array(period) }),
  walk_forward: z
    .strictObject({
      trainings: count,
      n: count,
      accuracy: ratio,
      accuracy_low: ratio,
      accuracy_high: ratio,
      majority: ratio,
      log_loss: ratio,
      climatology_log_loss: ratio,
      folds: z.array(fold),
    })
    .nullable()
    .describe('Out-of-sample record of a learned strategy; null for rules.'),
  trades: z.array(trade),
  equity: z
    .array(z.tuple([z.number(), z.number()]))
    .describe('[open time of the bar in ms, equity at its close].'),
  equity_every: z
    .int()
    .min(1)
    .describe('1 when `equity` has every bar, n when it has every n-th and the last.'),
});

/** Where a --check found the past changed by the future. */
export const checkReport = z.strictObject({
  name: z.enum(['lookahead', 'warmup', 'engine']),
  passed: z.boolean(),
  points: count.describe('Places at which it was tried.'),
  found: z.array(z.string()).describe('A sentence for each difference, the first ones.'),
});

export const schema = z.strictObject({
  ...result.shape,
  deflation,
  checks: z.array(checkReport),
  failed: z.array(z.string()).describe('Conditions of --fail-if that are met.'),
  exported: z.array(z.string()).describe('Files written.'),
});

export type BacktestResult = z.infer<typeof result>;
export type BacktestTrade = z.infer<typeof trade>;
export type BacktestGroup = z.infer<typeof group>;
export type BacktestPeriod = z.infer<typeof period>;
export type BacktestMetrics = z.infer<typeof metrics>;
export type BacktestEvidence = z.infer<typeof evidence>;
export type BacktestDeflation = z.infer<typeof deflation>;
export type BacktestFold = z.infer<typeof fold>;
export type BacktestExecution = z.infer<typeof execution>;
export type BacktestData = z.infer<typeof data>;
export type CheckReport = z.infer<typeof checkReport>;
export type BacktestOutput = z.infer<typeof schema>;
