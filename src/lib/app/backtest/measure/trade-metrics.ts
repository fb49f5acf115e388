import { expectancy } from '../../../performance/expectancy.ts';
import { expectancyRatio } from '../../../performance/expectancy-ratio.ts';
import { kelly } from '../../../performance/kelly.ts';
import { mean } from '../../../performance/mean.ts';
import { meanProfitPValue } from '../../../performance/mean-profit-p-value.ts';
import { type Outcomes, outcomes } from '../../../performance/outcomes.ts';
import { profitFactor } from '../../../performance/profit-factor.ts';
import { median } from '../../../performance/quantile.ts';
import { sqn } from '../../../performance/sqn.ts';
import { longestStreaks } from '../../../performance/streaks.ts';
import { winRate } from '../../../performance/win-rate.ts';
import { isLoss, isWin, type TradeRow } from './trade-row.ts';
import { dollarsOf, seconds } from './units.ts';

function extremes(values: readonly number[]): { min: number | null; max: number | null } {
  if (values.length === 0) return { min: null, max: null };
  // A spread of a hundred thousand arguments would overflow the stack.
  return {
    min: values.reduce((low, value) => Math.min(low, value)),
    max: values.reduce((high, value) => Math.max(high, value)),
  };
}

function holding(rows: readonly TradeRow[]) {
  const times = rows.map(row => row.endMs - row.openMs);
  const { min, max } = extremes(times);
  return { min: seconds(min), max: seconds(max), avg: seconds(mean(times)) };
}

function holdings(rows: readonly TradeRow[]) {
  const [all, winners, losers] = [rows, rows.filter(isWin), rows.filter(isLoss)].map(holding);
  return {
    holding_avg: all!.avg,
    holding_max: all!.max,
    winner_holding_min: winners!.min,
    winner_holding_max: winners!.max,
    winner_holding_avg: winners!.avg,
    loser_holding_min: losers!.min,
    loser_holding_max: losers!.max,
    loser_holding_avg: losers!.avg,
  };
}

function sides(rows: readonly TradeRow[], startingCents: number) {
  const [long, short] = (['long', 'short'] as const).map(side => {
    const own = rows.filter(row => row.trade.side === side);
    return { count: own.length, cents: own.reduce((sum, row) => sum + row.cents, 0) };
  });
  return {
    profit_total_long: long!.cents / startingCents,
    profit_total_long_abs: dollarsOf(long!.cents),
    profit_total_short: short!.cents / startingCents,
    profit_total_short_abs: dollarsOf(short!.cents),
    trade_count_long: long!.count,
    trade_count_short: short!.count,
  };
}

function quality(found: Outcomes, cents: readonly number[]) {
  const perTrade = expectancy(found);
  return {
    sqn: sqn(cents),
    profit_factor: profitFactor(found),
    expectancy: perTrade === null ? null : perTrade / 100,
    expectancy_ratio: expectancyRatio(found),
    kelly: kelly(found),
    wins: found.wins,
    draws: found.draws,
    losses: found.losses,
    winrate: winRate(found),
  };
}

/** The metrics that are made of trades. Trades that are still open count with their profit at the last close. */
export function tradeMetrics(rows: readonly TradeRow[], startingCents: number) {
  const cents = rows.map(row => row.cents);
  const ratios = rows.map(row => row.ratio);
  const found = outcomes(cents);
  const { min, max } = extremes(ratios);
  const stake = mean(rows.map(row => row.trade.stakeCents));
  const fees = rows.reduce((sum, { trade }) => sum + trade.feeOpenCents + trade.feeCloseCents, 0);
  const byEnd = rows.toSorted((a, b) => a.endMs - b.endMs);
  const streaks = longestStreaks(byEnd.map(row => row.cents));
  return {
    total_trades: rows.length,
    ...sides(rows, startingCents),
    ...quality(found, cents),
    profit_mean: mean(ratios),
    profit_median: median(ratios),
    best_trade: max,
    worst_trade: min,
    avg_stake_amount: stake === null ? null : stake / 100,
    fees_share_of_gross: found.grossProfit > 0 ? fees / found.grossProfit : null,
    ...holdings(rows),
    max_consecutive_wins: streaks.wins,
    max_consecutive_losses: streaks.losses,
    p_value: meanProfitPValue(ratios),
  };
}
