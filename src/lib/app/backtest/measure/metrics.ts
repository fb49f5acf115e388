import type { EngineRun } from '../../../backtest/engine-run.ts';
import { DAY_MS } from '../../../core/interval.ts';
import { mean } from '../../../performance/mean.ts';
import type { BacktestGroup, BacktestMetrics, BacktestPeriod } from '../../schemas/backtest.ts';
import type { MeasureContext } from './context.ts';
import { equityMetrics } from './equity-metrics.ts';
import { fillTotals } from './fill-totals.ts';
import { tradeMetrics } from './trade-metrics.ts';
import type { TradeRow } from './trade-row.ts';
import { centsOf, dollarsOf, isoTime } from './units.ts';

export interface MetricsInput {
  readonly run: EngineRun;
  readonly context: MeasureContext;
  readonly rows: readonly TradeRow[];
  /** Last bars of the days, and a line of the day table for each. */
  readonly days: readonly number[];
  readonly dayLines: readonly BacktestPeriod[];
  /** Pairs, the most profitable first. */
  readonly pairs: readonly BacktestGroup[];
}

function span({ run, context, rows }: MetricsInput) {
  const from = run.time[0]!;
  const to = run.time.at(-1)! + context.intervalMs;
  const days = (to - from) / DAY_MS;
  return {
    backtest_start: isoTime(from),
    backtest_end: isoTime(to),
    backtest_days: days,
    trades_per_day: rows.length / days,
  };
}

function balances({ run, context: { input } }: MetricsInput) {
  const { startingCents } = input;
  const finalCents = centsOf(run.equity.at(-1)!);
  const { moved, fees } = fillTotals(run);
  return {
    starting_balance: dollarsOf(startingCents),
    final_balance: dollarsOf(finalCents),
    profit_total_abs: dollarsOf(finalCents - startingCents),
    profit_total: (finalCents - startingCents) / startingCents,
    total_volume: dollarsOf(moved),
    total_fees: dollarsOf(fees),
  };
}

/** Days of the equity curve, won and lost ones by its change over them. */
function dayMetrics({ dayLines }: MetricsInput) {
  const profits = dayLines.map(day => day.profit_abs);
  const sorted = profits.toSorted((a, b) => a - b);
  return {
    avg_daily_profit: mean(profits),
    best_day_abs: sorted.at(-1) ?? null,
    worst_day_abs: sorted[0] ?? null,
    winning_days: profits.filter(profit => profit > 0).length,
    draw_days: profits.filter(profit => profit === 0).length,
    losing_days: profits.filter(profit => profit < 0).length,
  };
}

function pairMetrics({ pairs }: MetricsInput) {
  const traded = pairs.filter(pair => pair.trades > 0);
  return { best_pair: traded[0]?.key ?? null, worst_pair: traded.at(-1)?.key ?? null };
}

/** All lines of the summary. Needs a run with at least one bar. */
export function summaryMetrics(input: MetricsInput): BacktestMetrics {
  const { run, context, rows, days } = input;
  return {
    ...span(input),
    ...balances(input),
    ...tradeMetrics(rows, context.input.startingCents),
    ...equityMetrics(run, context, days),
    ...dayMetrics(input),
    ...pairMetrics(input),
    rejected_signals: Object.values(run.rejected).reduce((sum, count) => sum + count, 0),
    timedout_entry_orders: run.rejected.NOT_TRIGGERED ?? 0,
    timedout_exit_orders: 0,
    rejections: { ...run.rejected },
  };
}
