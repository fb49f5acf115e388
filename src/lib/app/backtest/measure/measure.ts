import type { EngineRun } from '../../../backtest/engine-run.ts';
import { dayEnds } from '../../../performance/day-ends.ts';
import type { BacktestMetrics, BacktestResult } from '../../schemas/backtest.ts';
import type { MeasureContext } from './context.ts';
import { equityPoints } from './equity-points.ts';
import { groupTables } from './groups.ts';
import { summaryMetrics } from './metrics.ts';
import { periodicBreakdown } from './periods.ts';
import { tradeRows } from './trade-row.ts';
import { tradeLines } from './trade-table.ts';

/** The parts of a result that follow from the run alone. */
export interface Measured
  extends Pick<
    BacktestResult,
    | 'results_per_pair'
    | 'left_open_trades'
    | 'results_per_enter_tag'
    | 'exit_reason_summary'
    | 'mix_tag_stats'
    | 'results_per_regime'
    | 'periodic_breakdown'
    | 'trades'
    | 'equity'
    | 'equity_every'
  > {
  readonly metrics: BacktestMetrics;
}

/**
 * Measures a run: all metrics, tables, trades and the equity curve, in the shapes of the result. The run has at least one
 * bar.
 */
export function measure(run: EngineRun, context: MeasureContext): Measured {
  const { startingCents, symbols } = context.input;
  const rows = tradeRows(run, context);
  const days = dayEnds(run.time);
  const tables = groupTables(
    rows,
    startingCents,
    symbols.map(({ symbol }) => symbol),
  );
  const breakdown = periodicBreakdown({ run, rows, days, startingDollars: startingCents / 100 });
  const metrics = summaryMetrics({
    run,
    context,
    rows,
    days,
    dayLines: breakdown.day,
    pairs: tables.results_per_pair,
  });
  return {
    metrics,
    ...tables,
    periodic_breakdown: breakdown,
    trades: tradeLines(rows),
    ...equityPoints(run),
  };
}
