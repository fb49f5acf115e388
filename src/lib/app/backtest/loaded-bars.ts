import type { BarSeries } from '../../core/bar-series.ts';
import type { Instrument } from '../../core/instrument.ts';
import type { Interval } from '../../core/interval.ts';
import type { BacktestData } from '../schemas/backtest.ts';

/** Bars of one symbol, with the warm-up before those that may trade. */
export interface LoadedSymbol {
  readonly instrument: Instrument;
  readonly series: BarSeries;
  readonly detail: BarSeries | null;
  /** First bar that may trade. */
  readonly firstBar: number;
}

export interface LoadedBars {
  readonly symbols: readonly LoadedSymbol[];
  readonly interval: Interval;
  readonly detail: Interval | null;
  /** File, store or market, for people. */
  readonly source: string;
  /** `simulated/SEED/EDGE` or `real`: what tries are counted by. */
  readonly market: string;
  readonly repairs: BacktestData['repairs'];
  readonly dropped: BacktestData['dropped'];
  /** What is odd about them, or was taken as true. */
  readonly notes: readonly string[];
  /** Those notes that a person should read. */
  readonly warnings: readonly string[];
}

/** What a source of bars gives for one symbol, before the range is cut out. */
export interface SourcedBars {
  readonly series: BarSeries;
  readonly detail: BarSeries | null;
  readonly repairs: BacktestData['repairs'];
  readonly dropped: BacktestData['dropped'];
  readonly warnings: readonly string[];
  /** What was taken as true without being written in the file. */
  readonly assumptions: readonly string[];
}

/** All symbols from one place, of one bar size. */
export interface BarsFrom {
  readonly source: string;
  readonly market: string;
  readonly interval: Interval;
  /** First moment that may trade; null for the first bar of all. */
  readonly fromMs: number | null;
  readonly symbols: readonly SourcedBars[];
}
