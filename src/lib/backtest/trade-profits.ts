import type { EngineInput, EngineRun, EngineTrade } from './engine-run.ts';

/** Cents of (1e-9 units) × (dollars a unit). */
const CENTS = 100 / 1e9;

/** Quantity (1e-9) that an entry of a long position leaves after a fee in coins. */
function held(trade: EngineTrade, { execution: { fees } }: EngineInput): number {
  const inCoins = fees.takenIn === 'asset' && trade.side === 'long';
  return inCoins ? trade.qtyNanos - Math.ceil((trade.qtyNanos * fees.takerPpm) / 1e6) : trade.qtyNanos;
}

/** Cents of an open trade: cash that its fills moved so far, and what is left of it at the last close. */
function markedCents(trade: EngineTrade, run: EngineRun, input: EngineInput): number {
  let cash = 0;
  let left = held(trade, input);
  for (let i = run.fills.length - 1; i >= 0; i--) {
    const fill = run.fills.at(i);
    if (fill.symbol !== trade.symbol) continue;
    cash += fill.cashCents;
    if (fill.purpose === 'entry') break;
    left -= fill.qtyNanos;
  }
  const { series } = input.symbols[trade.symbol]!;
  const value = left * series.close[series.length - 1]! * CENTS;
  return cash + Math.round(trade.side === 'long' ? value : -value);
}

/**
 * Profit of each trade in cents, fees included: realised, or for one that is still open with what is left of it at the
 * middle price of the last close, where equity takes it.
 */
export function tradeProfits(run: EngineRun, input: EngineInput): Float64Array {
  const profits = new Float64Array(run.trades.length);
  for (let i = 0; i < profits.length; i++) {
    const trade = run.trades.at(i);
    profits[i] = trade.exitBar === null ? markedCents(trade, run, input) : trade.profitCents;
  }
  return profits;
}
