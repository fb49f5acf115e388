import type { BacktestMetrics } from '../../../lib/app/schemas/backtest.ts';

/** How a figure is written. */
export type Format =
  | 'usd'
  | 'signed-usd'
  | 'percent'
  | 'signed-percent'
  | 'ratio'
  | 'probability'
  | 'count'
  | 'days'
  | 'time'
  | 'span'
  | 'text'
  | 'reasons';

export type MetricLine = readonly [label: string, format: Format];
export type MetricKey = keyof BacktestMetrics;

/**
 * Every figure of a result with the label that freqtrade's SUMMARY METRICS give it, in parts of our own.
 * The type of each part is what makes the whole complete: a new figure without a line does not compile.
 */
const WHOLE = {
  backtest_start: ['Backtesting from', 'time'],
  backtest_end: ['Backtesting to', 'time'],
  backtest_days: ['Backtested days', 'days'],
  starting_balance: ['Starting balance', 'usd'],
  final_balance: ['Final balance', 'usd'],
  profit_total_abs: ['Absolute profit', 'signed-usd'],
  profit_total: ['Total profit %', 'signed-percent'],
  cagr: ['CAGR %', 'signed-percent'],
  annual_return: ['Annual return', 'signed-percent'],
  annual_volatility: ['Annual volatility', 'percent'],
  avg_daily_profit: ['Avg. daily profit', 'signed-usd'],
  market_change: ['Market change', 'signed-percent'],
  exposure: ['Exposure', 'percent'],
  csum_min: ['Min balance', 'usd'],
  csum_max: ['Max balance', 'usd'],
} as const satisfies Partial<Record<MetricKey, MetricLine>>;

const RATIOS = {
  sharpe: ['Sharpe', 'ratio'],
  sortino: ['Sortino', 'ratio'],
  calmar: ['Calmar', 'ratio'],
  sqn: ['SQN', 'ratio'],
  alpha: ['Alpha', 'signed-percent'],
  beta: ['Beta', 'ratio'],
  profit_factor: ['Profit factor', 'ratio'],
  expectancy: ['Expectancy', 'signed-usd'],
  expectancy_ratio: ['Expectancy (Ratio)', 'ratio'],
  kelly: ['Kelly criterion', 'signed-percent'],
  p_value: ['Mean profit p-value', 'probability'],
} as const satisfies Partial<Record<MetricKey, MetricLine>>;

const DRAWDOWN = {
  max_drawdown_account: ['Absolute drawdown %', 'percent'],
  max_drawdown_abs: ['Absolute drawdown', 'usd'],
  max_relative_drawdown: ['Max % of account underwater', 'percent'],
  drawdown_duration: ['Drawdown duration', 'span'],
  max_drawdown_high: ['Profit at drawdown start', 'signed-usd'],
  max_drawdown_low: ['Profit at drawdown end', 'signed-usd'],
  drawdown_start: ['Drawdown start', 'time'],
  drawdown_end: ['Drawdown end', 'time'],
  longest_drawdown: ['Longest drawdown', 'span'],
  average_drawdown: ['Avg. drawdown', 'percent'],
  average_drawdown_duration: ['Avg. drawdown duration', 'span'],
  underwater: ['Time underwater', 'percent'],
} as const satisfies Partial<Record<MetricKey, MetricLine>>;

const TRADES = {
  total_trades: ['Total trades', 'count'],
  trades_per_day: ['Daily avg trades', 'ratio'],
  wins: ['Win', 'count'],
  draws: ['Draw', 'count'],
  losses: ['Loss', 'count'],
  winrate: ['Win %', 'percent'],
  profit_mean: ['Avg profit %', 'signed-percent'],
  profit_median: ['Median profit %', 'signed-percent'],
  best_trade: ['Best trade', 'signed-percent'],
  worst_trade: ['Worst trade', 'signed-percent'],
  best_pair: ['Best Pair', 'text'],
  worst_pair: ['Worst Pair', 'text'],
  max_consecutive_wins: ['Max Consecutive Wins', 'count'],
  max_consecutive_losses: ['Max Consecutive Loss', 'count'],
  rejected_signals: ['Rejected Entry signals', 'count'],
  timedout_entry_orders: ['Entry Timeouts', 'count'],
  timedout_exit_orders: ['Exit Timeouts', 'count'],
  rejections: ['Rejected, by reason', 'reasons'],
} as const satisfies Partial<Record<MetricKey, MetricLine>>;

const SIDES = {
  trade_count_long: ['Long trades', 'count'],
  trade_count_short: ['Short trades', 'count'],
  profit_total_long: ['Long profit %', 'signed-percent'],
  profit_total_short: ['Short profit %', 'signed-percent'],
  profit_total_long_abs: ['Long profit $', 'signed-usd'],
  profit_total_short_abs: ['Short profit $', 'signed-usd'],
} as const satisfies Partial<Record<MetricKey, MetricLine>>;

const COSTS = {
  avg_stake_amount: ['Avg. stake amount', 'usd'],
  total_volume: ['Total trade volume', 'usd'],
  total_fees: ['Total fees', 'usd'],
  fees_share_of_gross: ['Fees of gross profit', 'percent'],
} as const satisfies Partial<Record<MetricKey, MetricLine>>;

const DAYS = {
  best_day_abs: ['Best day', 'signed-usd'],
  worst_day_abs: ['Worst day', 'signed-usd'],
  winning_days: ['Days win', 'count'],
  draw_days: ['Days draw', 'count'],
  losing_days: ['Days lose', 'count'],
} as const satisfies Partial<Record<MetricKey, MetricLine>>;

const DURATIONS = {
  holding_avg: ['Avg. Duration', 'span'],
  holding_max: ['Max. Duration', 'span'],
  winner_holding_min: ['Min. Duration Winners', 'span'],
  winner_holding_max: ['Max. Duration Winners', 'span'],
  winner_holding_avg: ['Avg. Duration Winners', 'span'],
  loser_holding_min: ['Min. Duration Losers', 'span'],
  loser_holding_max: ['Max. Duration Losers', 'span'],
  loser_holding_avg: ['Avg. Duration Losers', 'span'],
} as const satisfies Partial<Record<MetricKey, MetricLine>>;

type Lines = Partial<Record<MetricKey, MetricLine>>;

const ALL: Record<MetricKey, MetricLine> = {
  ...WHOLE,
  ...RATIOS,
  ...DRAWDOWN,
  ...TRADES,
  ...SIDES,
  ...COSTS,
  ...DAYS,
  ...DURATIONS,
};

const keysOf = (lines: Lines) => Object.keys(lines) as MetricKey[];

/** Titles of the parts and the figures in them, in the order in which they are shown. */
export const METRIC_PARTS: readonly { readonly title: string; readonly keys: readonly MetricKey[] }[] = [
  { title: 'The whole run', keys: keysOf(WHOLE) },
  { title: 'Drawdown', keys: keysOf(DRAWDOWN) },
  { title: 'Trades', keys: keysOf(TRADES) },
  { title: 'Ratios', keys: keysOf(RATIOS) },
  { title: 'Durations', keys: keysOf(DURATIONS) },
  { title: 'Long and short', keys: keysOf(SIDES) },
  { title: 'Days', keys: keysOf(DAYS) },
  { title: 'Costs', keys: keysOf(COSTS) },
];

export const lineOf = (key: MetricKey): MetricLine => ALL[key];
