import type { EngineInput, EngineRun, EngineTrade } from './engine-run.ts';
import { equityBefore } from './equity-before.ts';
import { middlePrice } from './middle-price.ts';
import { tradeProfits } from './trade-profits.ts';

/**
 * The trades of a run on one symbol, taken apart: where they were, how long they lasted, and what a trade of this size
 * with these costs makes of a change of the price. `prices` are those at which a signal can fill (opens, and after them
 * the last close; or closes); places are indexes into them.
 */
export interface SymbolTrips {
  readonly prices: Float64Array;
  readonly entries: Int32Array;
  readonly lengths: Int32Array;
  /** Profit of a trade = slope × (price at the exit / price at the entry) + base. */
  readonly slope: Float64Array;
  readonly base: Float64Array;
}

export interface RoundTrips {
  readonly symbols: readonly SymbolTrips[];
  /** True: profits are shares of equity, and grow on each other. False: they are dollars. */
  readonly compounding: boolean;
  readonly startingDollars: number;
  /** Profit of the run itself, open trades at the last close. */
  readonly profit: number;
}

function tradesOf(run: EngineRun, symbol: number): number[] {
  const own: number[] = [];
  for (let i = 0; i < run.trades.length; i++) if (run.trades.at(i).symbol === symbol) own.push(i);
  return own;
}

/** Middle price at which the trade was left, or at which it is valued, in dollars. */
function exitMiddle(trade: EngineTrade, input: EngineInput): number {
  const { series } = input.symbols[trade.symbol]!;
  if (trade.exitPriceNanos === null || trade.exitReason === null) return series.close[series.length - 1]!;
  const side = trade.side === 'long' ? 'sell' : 'buy';
  const fill = { side, purpose: 'exit', reason: trade.exitReason, priceNanos: trade.exitPriceNanos } as const;
  return middlePrice(fill, input.execution) / 1e9;
}

function entryMiddle(trade: EngineTrade, { execution }: EngineInput): number {
  const side = trade.side === 'long' ? 'buy' : 'sell';
  const fill = { side, purpose: 'entry', reason: 'ENTRY_SIGNAL', priceNanos: trade.entryPriceNanos } as const;
  return middlePrice(fill, execution) / 1e9;
}

/** Steps from entry to exit. One that ended within the bar of its entry took a part of a step: one. */
function steps({ symbol, entryBar, exitBar, exitReason }: EngineTrade, input: EngineInput): number {
  const { execution, symbols } = input;
  const exit = exitBar ?? symbols[symbol]!.series.length - 1;
  const atEnd = exitBar === null || exitReason === 'END_OF_DATA' || exitReason === 'LIQUIDATED';
  const atOpen = exitReason === 'END_OF_DATA' && execution.closeAtEnd === 'last-open';
  const toClose = execution.fill === 'next-open' && atEnd && !atOpen ? 1 : 0;
  return Math.max(atEnd ? 0 : 1, exit - entryBar + toClose);
}

/**
 * Prices at which signals fill: opens and after them the last close, or closes. Where positions are closed at the last
 * open, no signal fills at the last close, and that open stands in its place.
 */
function pricesOf({ symbols, execution }: EngineInput, symbol: number): Float64Array {
  const { series, firstBar } = symbols[symbol]!;
  const first = Math.min(firstBar, series.length);
  const lastOpen = series.open[series.length - 1] ?? 0;
  const lastClose = series.close[series.length - 1] ?? 0;
  if (execution.fill === 'next-open') {
    const prices = new Float64Array(series.length - first + 1);
    prices.set(series.open.subarray(first, series.length));
    prices[prices.length - 1] = lastClose;
    return prices;
  }
  const prices = series.close.slice(first, series.length);
  if (execution.closeAtEnd === 'last-open' && prices.length > 0) prices[prices.length - 1] = lastOpen;
  return prices;
}

/** A cent as a share of so many dollars of equity; of none, nothing can be put in. */
const perCent = (equity: number): number => (equity > 0 ? 0.01 / equity : 0);

/**
 * Takes the trades of a run apart. Costs are those of the run's own fills: each trade keeps its fees, spread and
 * slippage as a factor of the price. With sizes that follow equity (`all-in`, `fraction`) each trade keeps the share of
 * equity that it put in, else its money.
 */
export function roundTripsOf(run: EngineRun, input: EngineInput): RoundTrips {
  const { kind } = input.execution.sizing;
  const compounding = kind === 'all-in' || kind === 'fraction';
  const equity = compounding ? equityBefore(run, input) : null;
  const profits = tradeProfits(run, input);
  const trips = input.symbols.map(({ firstBar }, symbol): SymbolTrips => {
    const own = tradesOf(run, symbol);
    const entries = new Int32Array(own.length);
    const lengths = new Int32Array(own.length);
    const slope = new Float64Array(own.length);
    const base = new Float64Array(own.length);
    own.forEach((index, at) => {
      const trade = run.trades.at(index);
      // Amounts of this trade in the unit of the arms: dollars, or shares of the equity before it.
      const cent = equity ? perCent(equity[symbol]![at]!) : 0.01;
      const stake = trade.stakeCents * cent;
      const profit = profits[index]! * cent;
      const sign = trade.side === 'long' ? 1 : -1;
      // Long: profit = slope × change - stake. Short: profit = stake - slope × change.
      const change = exitMiddle(trade, input) / entryMiddle(trade, input);
      entries[at] = trade.entryBar - firstBar;
      lengths[at] = steps(trade, input);
      slope[at] = (sign * stake + profit) / change;
      base[at] = -sign * stake;
    });
    return { prices: pricesOf(input, symbol), entries, lengths, slope, base };
  });
  const profit = profits.reduce((sum, cents) => sum + cents, 0) / 100;
  return { symbols: trips, compounding, startingDollars: input.startingCents / 100, profit };
}

/** Growth of equity, or sum of dollars: two loops, since forty million trades run through each of them. */
function growthAt(
  { prices, lengths, slope, base }: SymbolTrips,
  places: Int32Array,
  units: Int32Array,
): number {
  let growth = 1;
  for (let k = 0; k < places.length; k++) {
    const unit = units[k]!;
    const from = places[k]!;
    const profit = (slope[unit]! * prices[from + lengths[unit]!]!) / prices[from]! + base[unit]!;
    growth *= 1 + profit;
    if (profit <= -1) return 0;
  }
  return growth;
}

function sumAt({ prices, lengths, slope, base }: SymbolTrips, places: Int32Array, units: Int32Array): number {
  let sum = 0;
  for (let k = 0; k < places.length; k++) {
    const unit = units[k]!;
    const from = places[k]!;
    sum += (slope[unit]! * prices[from + lengths[unit]!]!) / prices[from]! + base[unit]!;
  }
  return sum;
}

/**
 * Profit in dollars of the trades of `trips` at other places: the trade `order[symbol][k]` enters at
 * `entries[symbol][k]`. Where sizes follow equity, trades of different symbols that overlap count as if one came after
 * the other; equity that is used up stays so.
 */
export function profitAt(
  { symbols, compounding, startingDollars }: RoundTrips,
  entries: readonly Int32Array[],
  order: readonly Int32Array[],
): number {
  if (!compounding) return symbols.reduce((sum, one, s) => sum + sumAt(one, entries[s]!, order[s]!), 0);
  const growth = symbols.reduce((product, one, s) => product * growthAt(one, entries[s]!, order[s]!), 1);
  return startingDollars * (growth - 1);
}
