import type { EngineInput, SymbolInput } from '../../../backtest/engine-run.ts';
import { indexAtOrAfter } from '../../../core/bar-series.ts';

/** First open and last close of the tradable bars. */
export function priceChange({ series, firstBar }: SymbolInput): { first: number; last: number } {
  return { first: series.open[firstBar]!, last: series.close[series.length - 1]! };
}

/** The tradable symbols: those with a bar from their first one on. */
export const tradable = ({ symbols }: EngineInput): readonly SymbolInput[] =>
  symbols.filter(({ series, firstBar }) => firstBar < series.length);

/**
 * What one dollar in equal parts of all symbols, bought at their first opens and held without costs, is worth at the
 * closes of the bars that opened at `times`. A symbol that has not begun counts as cash.
 */
export function marketIndex(input: EngineInput, times: readonly number[]): Float64Array {
  const index = new Float64Array(times.length);
  const symbols = tradable(input);
  for (const { series, firstBar } of symbols) {
    times.forEach((time, i) => {
      const at = indexAtOrAfter(series, time + 1) - 1;
      index[i]! += (at < firstBar ? 1 : series.close[at]! / series.open[firstBar]!) / symbols.length;
    });
  }
  return index;
}
