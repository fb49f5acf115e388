import type { EngineRun, EngineTrade } from '../../../backtest/engine-run.ts';
import { tradeProfits } from '../../../backtest/trade-profits.ts';
import type { MeasureContext } from './context.ts';

/** One trade with all that tables and metrics ask of it. */
export interface TradeRow {
  readonly trade: EngineTrade;
  readonly pair: string;
  readonly tag: string;
  readonly regime: string;
  /** Profit in cents; of an open trade at the last close. */
  readonly cents: number;
  /** Profit over the money that the entry moved. */
  readonly ratio: number;
  readonly openMs: number;
  /** Open time of the bar in which it was closed, or of the last bar. */
  readonly endMs: number;
  readonly bars: number;
}

/** Trades in the order of the run. */
export function tradeRows(run: EngineRun, context: MeasureContext): TradeRow[] {
  const profits = tradeProfits(run, context.input);
  return Array.from(profits, (cents, index) => {
    const trade = run.trades.at(index);
    const { symbol, entryBar, signalBar } = trade;
    const { series, symbol: pair } = context.input.symbols[symbol]!;
    const endBar = trade.exitBar ?? series.length - 1;
    return {
      trade,
      pair,
      tag: context.tagOf(symbol, signalBar),
      regime: context.regimeOf(symbol, signalBar),
      cents,
      ratio: trade.stakeCents > 0 ? cents / trade.stakeCents : 0,
      openMs: series.time[entryBar]!,
      endMs: series.time[endBar]!,
      bars: endBar - entryBar,
    };
  });
}

export const isWin = (row: TradeRow): boolean => row.cents > 0;
export const isLoss = (row: TradeRow): boolean => row.cents < 0;

/** Still open after the last bar, or closed only because the bars ended: freqtrade's "left open". */
export const isOpenAtEnd = ({ trade }: TradeRow): boolean =>
  trade.exitBar === null || trade.exitReason === 'END_OF_DATA';
