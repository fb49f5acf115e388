import type {
  BacktestMetrics,
  BacktestPeriod,
  BacktestTrade,
} from '../../../src/lib/app/schemas/backtest.ts';
import { isoTime } from '../../../src/lib/core/clock.ts';
import { DAY_MS } from '../../../src/lib/core/interval.ts';
import type { Played } from './play.ts';
import { groupsBy, mean, profitFactor, sum, won } from './tables.ts';

const YEAR_DAYS = 365;

/** Sample standard deviation. */
function deviation(values: readonly number[]): number {
  const middle = mean(values) ?? 0;
  return Math.sqrt(sum(values.map(value => (value - middle) ** 2)) / Math.max(1, values.length - 1));
}

const median = (values: readonly number[]): number | null =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? null;

/** The largest fall from a peak, and how long the equity was below one. */
export function fall(equity: readonly (readonly [number, number])[]) {
  let peak = equity[0]!;
  let since = equity[0]![0];
  const worst = { share: 0, abs: 0, from: equity[0]!, to: equity[0]! };
  let longest = 0;
  let below = 0;
  for (const point of equity) {
    if (point[1] >= peak[1]) {
      longest = Math.max(longest, point[0] - since);
      peak = point;
      since = point[0];
    } else below++;
    const share = 1 - point[1] / peak[1];
    if (share > worst.share) Object.assign(worst, { share, abs: peak[1] - point[1], from: peak, to: point });
  }
  return {
    ...worst,
    longest: Math.max(longest, equity.at(-1)![0] - since),
    underwater: below / equity.length,
  };
}

function longestRun(trades: readonly BacktestTrade[], isOne: (trade: BacktestTrade) => boolean): number {
  let run = 0;
  let longest = 0;
  for (const trade of trades) {
    run = isOne(trade) ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}

/** Yearly Sharpe ratio of daily shares. */
export function yearlySharpe(daily: readonly number[]): number | null {
  const spread = deviation(daily);
  return spread > 0 ? ((mean(daily) ?? 0) / spread) * Math.sqrt(YEAR_DAYS) : null;
}

export interface StatisticsInput {
  readonly played: Played;
  readonly cash: number;
  readonly days: readonly BacktestPeriod[];
  readonly marketChange: number;
}

/** Every figure of the result, computed from one run so that they agree with each other. */
export function statistics({ played, cash, days, marketChange }: StatisticsInput): BacktestMetrics {
  const { trades, equity } = played;
  const daily = days.map(day => day.profit);
  const length = (equity.at(-1)![0] - equity[0]![0]) / DAY_MS;
  const final = equity.at(-1)![1];
  const total = final / cash - 1;
  const cagr = (final / cash) ** (YEAR_DAYS / length) - 1;
  const drawdown = fall(equity);
  return {
    backtest_start: isoTime(equity[0]![0]),
    backtest_end: isoTime(equity.at(-1)![0]),
    backtest_days: Math.round(length),
    trades_per_day: trades.length / length,
    starting_balance: cash,
    final_balance: final,
    profit_total_abs: Math.round((final - cash) * 100) / 100,
    profit_total: total,
    cagr,
    annual_return: cagr,
    annual_volatility: deviation(daily) * Math.sqrt(YEAR_DAYS),
    sharpe: yearlySharpe(daily),
    sortino: sortino(daily),
    calmar: drawdown.share > 0 ? cagr / drawdown.share : null,
    alpha: cagr - 0.4 * marketChange * (YEAR_DAYS / length),
    beta: 0.4,
    ...ofTrades(trades, cash),
    ...ofDays(days),
    total_volume: Math.round(played.volume),
    total_fees: Math.round(played.fees * 100) / 100,
    fees_share_of_gross: played.fees / sum(trades.map(trade => Math.max(0, trade.profit_abs))),
    exposure: played.barsInMarket / equity.length,
    csum_min: Math.min(...equity.map(([, value]) => value)),
    csum_max: Math.max(...equity.map(([, value]) => value)),
    max_drawdown_account: drawdown.share,
    max_drawdown_abs: Math.round(drawdown.abs * 100) / 100,
    max_relative_drawdown: drawdown.share,
    drawdown_start: isoTime(drawdown.from[0]),
    drawdown_end: isoTime(drawdown.to[0]),
    drawdown_duration: (drawdown.to[0] - drawdown.from[0]) / 1000,
    max_drawdown_high: Math.round((drawdown.from[1] - cash) * 100) / 100,
    max_drawdown_low: Math.round((drawdown.to[1] - cash) * 100) / 100,
    longest_drawdown: drawdown.longest / 1000,
    average_drawdown: drawdown.share / 4,
    average_drawdown_duration: drawdown.longest / 9000,
    underwater: drawdown.underwater,
    market_change: marketChange,
  };
}

function sortino(daily: readonly number[]): number | null {
  const downside = Math.sqrt(sum(daily.map(value => Math.min(0, value) ** 2)) / daily.length);
  return downside > 0 ? ((mean(daily) ?? 0) / downside) * Math.sqrt(YEAR_DAYS) : null;
}

function ofDays(days: readonly BacktestPeriod[]) {
  const profits = days.map(day => day.profit_abs);
  return {
    avg_daily_profit: mean(profits),
    best_day_abs: Math.max(...profits),
    worst_day_abs: Math.min(...profits),
    winning_days: profits.filter(profit => profit > 0).length,
    draw_days: profits.filter(profit => profit === 0).length,
    losing_days: profits.filter(profit => profit < 0).length,
  };
}

function ofTrades(trades: readonly BacktestTrade[], cash: number) {
  const ratios = trades.map(trade => trade.profit_ratio);
  const profits = trades.map(trade => trade.profit_abs);
  const long = trades.filter(trade => !trade.is_short);
  const short = trades.filter(trade => trade.is_short);
  const profitOf = (some: readonly BacktestTrade[]) =>
    Math.round(sum(some.map(each => each.profit_abs)) * 100) / 100;
  const pairs = groupsBy(trades, trade => trade.pair, cash).sort((a, b) => b.profit_total - a.profit_total);
  const winners = trades.filter(trade => trade.profit_abs > 0);
  const losers = trades.filter(trade => trade.profit_abs < 0);
  const results = won(trades);
  const winrate = trades.length > 0 ? results.wins / trades.length : null;
  const payoff =
    (mean(winners.map(trade => trade.profit_abs)) ?? 0) /
    -(mean(losers.map(trade => trade.profit_abs)) ?? -1);
  const t = ((mean(ratios) ?? 0) / deviation(ratios)) * Math.sqrt(ratios.length);
  return {
    total_trades: trades.length,
    profit_total_long: profitOf(long) / cash,
    profit_total_long_abs: profitOf(long),
    profit_total_short: profitOf(short) / cash,
    profit_total_short_abs: profitOf(short),
    trade_count_long: long.length,
    trade_count_short: short.length,
    sqn: ((mean(profits) ?? 0) / deviation(profits)) * Math.sqrt(profits.length),
    profit_factor: profitFactor(trades),
    expectancy: mean(profits),
    expectancy_ratio: winrate === null ? null : (1 + payoff) * winrate - 1,
    kelly: winrate === null || payoff === 0 ? null : winrate - (1 - winrate) / payoff,
    profit_mean: mean(ratios),
    profit_median: median(ratios),
    best_trade: Math.max(...ratios),
    worst_trade: Math.min(...ratios),
    avg_stake_amount: mean(trades.map(trade => trade.stake_amount)),
    best_pair: pairs[0]?.key ?? null,
    worst_pair: pairs.at(-1)?.key ?? null,
    ...results,
    winrate,
    ...holdings({ all: trades, winner: winners, loser: losers }),
    max_consecutive_wins: longestRun(trades, trade => trade.profit_abs > 0),
    max_consecutive_losses: longestRun(trades, trade => trade.profit_abs < 0),
    rejected_signals: 9,
    timedout_entry_orders: 0,
    timedout_exit_orders: 0,
    rejections: { NO_CASH: 7, NO_VOLUME: 2 },
    // Logistic in t: close enough to the t-test's tail for a made-up page.
    p_value: 1 / (1 + Math.exp(1.7 * t)),
  };
}

function holdings(of: Record<'all' | 'winner' | 'loser', readonly BacktestTrade[]>) {
  const seconds = (trades: readonly BacktestTrade[]) => trades.map(trade => trade.trade_duration * 60);
  const [all, winner, loser] = [seconds(of.all), seconds(of.winner), seconds(of.loser)];
  const edge = (values: readonly number[], pick: (...values: number[]) => number) =>
    values.length > 0 ? pick(...values) : null;
  return {
    holding_avg: mean(all),
    holding_max: edge(all, Math.max),
    winner_holding_min: edge(winner, Math.min),
    winner_holding_max: edge(winner, Math.max),
    winner_holding_avg: mean(winner),
    loser_holding_min: edge(loser, Math.min),
    loser_holding_max: edge(loser, Math.max),
    loser_holding_avg: mean(loser),
  };
}
