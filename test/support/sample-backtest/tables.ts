import type { BacktestGroup, BacktestPeriod, BacktestTrade } from '../../../src/lib/app/schemas/backtest.ts';
import { isoTime } from '../../../src/lib/core/clock.ts';
import { DAY_MS } from '../../../src/lib/core/interval.ts';

export const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
export const mean = (values: readonly number[]) => (values.length > 0 ? sum(values) / values.length : null);

/** Gross profit over gross loss; null without a loss. */
export function profitFactor(trades: readonly BacktestTrade[]): number | null {
  const lost = -sum(trades.map(trade => Math.min(0, trade.profit_abs)));
  return lost > 0 ? sum(trades.map(trade => Math.max(0, trade.profit_abs))) / lost : null;
}

export const won = (trades: readonly BacktestTrade[]) => ({
  wins: trades.filter(trade => trade.profit_abs > 0).length,
  draws: trades.filter(trade => trade.profit_abs === 0).length,
  losses: trades.filter(trade => trade.profit_abs < 0).length,
});

export function groupOf(key: string, trades: readonly BacktestTrade[], cash: number): BacktestGroup {
  const profit = sum(trades.map(trade => trade.profit_abs));
  const results = won(trades);
  return {
    key,
    trades: trades.length,
    profit_mean: mean(trades.map(trade => trade.profit_ratio)),
    profit_total_abs: Math.round(profit * 100) / 100,
    profit_total: profit / cash,
    duration_avg: mean(trades.map(trade => trade.trade_duration * 60)),
    ...results,
    winrate: trades.length > 0 ? results.wins / trades.length : null,
    profit_factor: profitFactor(trades),
  };
}

/** One line for each key, in the order of their first trade. */
export function groupsBy(
  trades: readonly BacktestTrade[],
  keyOf: (trade: BacktestTrade) => string,
  cash: number,
): BacktestGroup[] {
  const keys = [...new Set(trades.map(keyOf))];
  return keys.map(key =>
    groupOf(
      key,
      trades.filter(trade => keyOf(trade) === key),
      cash,
    ),
  );
}

/** Equity and trades cut into days, weeks (from Monday) or months. */
export function periodsOf(
  equity: readonly (readonly [number, number])[],
  trades: readonly BacktestTrade[],
  startOf: (timeMs: number) => number,
): BacktestPeriod[] {
  const starts = [...new Set(equity.map(([time]) => startOf(time)))];
  const closed = Map.groupBy(
    trades.filter(trade => trade.close_date !== null),
    trade => startOf(Date.parse(trade.close_date!)),
  );
  let index = 0;
  let before = equity[0]![1];
  return starts.map(start => {
    while (index < equity.length - 1 && startOf(equity[index + 1]![0]) === start) index++;
    const after = equity[index]![1];
    index++;
    const profit = Math.round((after - before) * 100) / 100;
    const inside = closed.get(start) ?? [];
    const line = {
      date: isoTime(start),
      trades: inside.length,
      profit_abs: profit,
      profit: profit / before,
      profit_factor: profitFactor(inside),
      ...won(inside),
    };
    before = after;
    return line;
  });
}

export const dayStart = (timeMs: number) => Math.floor(timeMs / DAY_MS) * DAY_MS;
/** 1970-01-05 was a Monday. */
export const weekStart = (timeMs: number) =>
  Math.floor((timeMs - 4 * DAY_MS) / (7 * DAY_MS)) * 7 * DAY_MS + 4 * DAY_MS;
export const monthStart = (timeMs: number) => Date.parse(`${isoTime(timeMs).slice(0, 7)}-01T00:00:00.000Z`);
