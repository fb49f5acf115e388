import { type BarSeries, indexAtOrAfter, sliceSeries } from '../../core/bar-series.ts';
import { intervalMs } from '../../core/interval.ts';
import type { Params, RuleStrategy } from '../../trading/strategies/rule-strategy.ts';
import type { EngineInput, EngineRun, SymbolInput } from '../engine-run.ts';
import type { ExecutionModel } from '../execution.ts';
import { dailyEquity } from './daily-curve.ts';
import type { PointRun } from './search.ts';

/** The bars of one symbol, with those before `firstBar` to warm up on. */
export type SweepSymbol = Omit<SymbolInput, 'track'>;

/** Everything that the runs of a sweep share. */
export interface SweepSetup {
  readonly symbols: readonly SweepSymbol[];
  readonly execution: ExecutionModel;
  readonly startingCents: number;
  readonly strategy: RuleStrategy;
  readonly engine: (input: EngineInput) => EngineRun;
  readonly track: (strategy: RuleStrategy, params: Params, series: BarSeries) => SymbolInput['track'];
}

/** Bars that open in [fromMs, toMs) may trade; null: from the first, to the last. */
export interface Range {
  readonly fromMs: number | null;
  readonly toMs: number | null;
}

/**
 * Runs one point on the bars of a range, flat at its start. The strategy reads as many bars before it as it asks to
 * warm up on, if they are there: what `hive backtest --from --to` does.
 */
export function runPoint(setup: SweepSetup, params: Params, range: Range): PointRun {
  const { strategy, execution, startingCents, engine, track } = setup;
  const warmUp = strategy.warmUpBars(params);
  const symbols = setup.symbols
    .map(symbol => cutSymbol(symbol, range, warmUp))
    .filter(({ series, firstBar }) => firstBar < series.length)
    .map(symbol => ({ ...symbol, track: track(strategy, params, symbol.series) }));
  const run = engine({ symbols, execution, startingCents });
  return { trades: run.trades.length, equity: dailyEquity(run) };
}

/** The bars of a range with at most `warmUp` before them. */
export function cutSymbol<Bars extends Pick<SweepSymbol, 'series' | 'detail' | 'firstBar'>>(
  input: Bars,
  { fromMs, toMs }: Range,
  warmUp: number,
): Bars {
  const { series, detail, firstBar } = input;
  const first = fromMs === null ? firstBar : Math.max(firstBar, indexAtOrAfter(series, fromMs));
  const end = toMs === null ? series.length : indexAtOrAfter(series, toMs);
  const start = Math.max(0, first - warmUp);
  const cut = sliceSeries(series, start, end);
  return { ...input, series: cut, detail: detail && cutDetail(detail, cut), firstBar: first - start };
}

function cutDetail(detail: BarSeries, { time, length, interval }: BarSeries): BarSeries {
  if (length === 0) return sliceSeries(detail, 0, 0);
  const endMs = time[length - 1]! + intervalMs(interval);
  return sliceSeries(detail, indexAtOrAfter(detail, time[0]!), indexAtOrAfter(detail, endMs));
}
