import type { EngineInput } from '../../../backtest/engine-run.ts';
import type { AssetClass } from '../../../core/instrument.ts';

/** What a run is measured against: its input, and words for what happened. Bars are indexes into a symbol's series. */
export interface MeasureContext {
  readonly input: EngineInput;
  /** Of each symbol of the input, in its order. */
  readonly assetClasses: readonly AssetClass[];
  readonly intervalMs: number;
  /** Regime of the market at the close of a bar. */
  regimeOf(symbol: number, bar: number): string;
  /** Why the strategy acted at a bar: the entry tag. */
  tagOf(symbol: number, bar: number): string;
}
