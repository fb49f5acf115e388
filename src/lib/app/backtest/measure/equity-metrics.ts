import type { EngineRun } from '../../../backtest/engine-run.ts';
import { alpha } from '../../../performance/alpha.ts';
import { annualReturn } from '../../../performance/annual-return.ts';
import { annualVolatility } from '../../../performance/annual-volatility.ts';
import { beta } from '../../../performance/beta.ts';
import { cagr } from '../../../performance/cagr.ts';
import { calmar } from '../../../performance/calmar.ts';
import { type Drawdowns, drawdowns } from '../../../performance/drawdowns.ts';
import { exposure } from '../../../performance/exposure.ts';
import { marketChange } from '../../../performance/market-change.ts';
import { periodsPerYear } from '../../../performance/periods-per-year.ts';
import { returnsAt } from '../../../performance/returns.ts';
import { sharpe } from '../../../performance/sharpe.ts';
import { sortino } from '../../../performance/sortino.ts';
import type { MeasureContext } from './context.ts';
import { marketIndex, priceChange, tradable } from './market-index.ts';
import { centsOf, dollarsOf, isoTime, seconds } from './units.ts';

/** Bars and moments of the largest drawdown; the start of the run stands for its first bar. */
function largestDrawdown(run: EngineRun, found: Drawdowns, startingDollars: number) {
  if (found.largest === null) {
    return {
      drawdown_start: null,
      drawdown_end: null,
      drawdown_duration: null,
      max_drawdown_high: null,
      max_drawdown_low: null,
    };
  }
  const { peakBar, troughBar } = found.largest;
  const from = run.time[Math.max(0, peakBar)]!;
  const to = run.time[troughBar]!;
  const high = peakBar < 0 ? startingDollars : run.equity[peakBar]!;
  const profit = (level: number) => dollarsOf(centsOf(level) - centsOf(startingDollars));
  return {
    drawdown_start: isoTime(from),
    drawdown_end: isoTime(to),
    drawdown_duration: seconds(to - from),
    max_drawdown_high: profit(high),
    max_drawdown_low: profit(run.equity[troughBar]!),
  };
}

/**
 * Drawdowns of the equity at every bar. `max_drawdown_account` and `max_relative_drawdown` are both the largest share
 * (freqtrade takes the former at the largest fall in money, which flatters an account that has grown); the largest fall
 * in money, `max_drawdown_abs`, may be another one.
 */
function drawdownMetrics(run: EngineRun, found: Drawdowns, startingDollars: number) {
  return {
    max_drawdown_account: found.maxShare,
    max_drawdown_abs: dollarsOf(centsOf(found.maxAmount)),
    max_relative_drawdown: found.maxShare,
    ...largestDrawdown(run, found, startingDollars),
    longest_drawdown: seconds(found.longestMs),
    average_drawdown: found.averageShare,
    average_drawdown_duration: seconds(found.averageMs),
    underwater: run.time.length === 0 ? 0 : found.underwaterBars / run.time.length,
  };
}

/** Lowest and highest equity, the start included. */
function bounds(equity: Float64Array, start: number): { low: number; high: number } {
  let low = start;
  let high = start;
  for (let i = 0; i < equity.length; i++) {
    if (equity[i]! < low) low = equity[i]!;
    if (equity[i]! > high) high = equity[i]!;
  }
  return { low, high };
}

/** The metrics that are made of the mark-to-market equity curve: daily returns at UTC day ends, drawdowns bar by bar. */
export function equityMetrics(run: EngineRun, context: MeasureContext, days: readonly number[]) {
  const { input, intervalMs } = context;
  const start = input.startingCents / 100;
  const periods = periodsPerYear(context.assetClasses);
  const returns = returnsAt(run.equity, days, start);
  const index = marketIndex(
    input,
    days.map(end => run.time[end]!),
  );
  const market = returnsAt(index, [...index.keys()], 1);
  const end = run.equity.at(-1) ?? start;
  const durationMs = run.time.at(-1)! - run.time[0]! + intervalMs;
  const { low, high } = bounds(run.equity, start);
  const found = drawdowns(run.equity, run.time, start);
  const yearly = annualReturn(returns, periods);
  return {
    cagr: cagr({ start, end, durationMs }),
    annual_return: yearly,
    annual_volatility: annualVolatility(returns, periods),
    sharpe: sharpe(returns, periods),
    sortino: sortino(returns, periods),
    calmar: calmar(yearly, found.maxShare),
    alpha: alpha(returns, market, periods),
    beta: beta(returns, market),
    exposure: exposure(run.barsInMarket, run.time.length),
    csum_min: dollarsOf(centsOf(low)),
    csum_max: dollarsOf(centsOf(high)),
    ...drawdownMetrics(run, found, start),
    market_change: marketChange(tradable(input).map(priceChange)),
  };
}
