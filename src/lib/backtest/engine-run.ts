import type { BarSeries } from '../core/bar-series.ts';
import type { Reason } from '../core/reason.ts';
import type { SignalTrack } from '../trading/signals.ts';
import type { ExecutionModel } from './execution.ts';

/** One symbol to trade: its bars and what the strategy said of each. */
export interface SymbolInput {
  readonly symbol: string;
  readonly series: BarSeries;
  readonly track: SignalTrack;
  /** Finer bars inside those of `series`, to look for stops in; null to go by high and low. */
  readonly detail: BarSeries | null;
  /** First bar on which a signal may fill: those before it only warm the strategy up. */
  readonly firstBar: number;
}

export interface EngineInput {
  /** In the order in which they take their turn at one moment. All have one interval. */
  readonly symbols: readonly SymbolInput[];
  readonly execution: ExecutionModel;
  readonly startingCents: number;
}

/** One position from the fill that opened it to the fill that made it flat. */
export interface EngineTrade {
  /** Index into the symbols of the input. */
  readonly symbol: number;
  readonly side: 'long' | 'short';
  /** Bars (indexes into the symbol's series) in which the position was opened and closed; null while open. */
  readonly entryBar: number;
  readonly exitBar: number | null;
  /** Bar whose signal opened it. */
  readonly signalBar: number;
  /** Quantity bought or sold short, before a fee in coins; units of 1e-9. */
  readonly qtyNanos: number;
  /** Average prices of the fills, in units of 1e-9 dollars. */
  readonly entryPriceNanos: number;
  readonly exitPriceNanos: number | null;
  /** Cash the entry moved, fee included, as a positive amount of cents. */
  readonly stakeCents: number;
  /** Fees in cents, a fee in coins at the price of its fill, rounded up. */
  readonly feeOpenCents: number;
  readonly feeCloseCents: number;
  /** Realised so far: what the exits brought less what the entry cost, fees included. */
  readonly profitCents: number;
  /** Lowest and highest price of the bars in which it was held, in dollars. */
  readonly minRate: number;
  readonly maxRate: number;
  readonly exitReason: Reason | null;
}

/** One execution, for comparisons and the journal of a run. */
export interface EngineFill {
  readonly symbol: number;
  readonly bar: number;
  readonly side: 'buy' | 'sell';
  readonly purpose: 'entry' | 'exit';
  readonly reason: Reason;
  readonly qtyNanos: number;
  readonly priceNanos: number;
  /** Change of cash, and cash after it, in cents. */
  readonly cashCents: number;
  readonly balanceCents: number;
  /** Fee in cents, whichever way it was taken. */
  readonly feeCents: number;
}

/** A table that is kept in columns: a million trades must not be a million objects. */
export interface Rows<T> {
  readonly length: number;
  at(index: number): T;
}

/** What an engine makes of its input. */
export interface EngineRun {
  /** Open times (UTC epoch milliseconds) of the bars of any symbol, rising, from the first tradable bar on. */
  readonly time: Float64Array;
  /** Dollars at the close of each of them: cash and positions at the close. */
  readonly equity: Float64Array;
  /** Bars of `time` at whose close a position was open. */
  readonly barsInMarket: number;
  readonly trades: Rows<EngineTrade>;
  readonly fills: Rows<EngineFill>;
  /** Signals to enter that came to no order or no fill, by reason. */
  readonly rejected: Readonly<Partial<Record<Reason, number>>>;
  /** Cash after the last fill, in cents. */
  readonly cashCents: number;
}
