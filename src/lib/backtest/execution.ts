/**
 * How orders meet the market, piece by piece. Rates are whole parts per million (2,500 = 0.25 %), distances whole
 * parts per billion of a price: engines compute with exact integers, so that two of them can be compared to the cent.
 */
export interface ExecutionModel {
  /** Where a signal of bar i fills: at the open of the next bar, or at the close of bar i itself. */
  readonly fill: 'next-open' | 'signal-close';
  readonly fees: FeeModel;
  readonly spread: SpreadModel;
  readonly slippage: SlippageModel;
  readonly volume: VolumeModel;
  readonly exits: ExitModel;
  readonly entry: EntryModel;
  readonly side: 'long-only' | 'long-short';
  readonly sizing: SizingModel;
  /** Least step of a quantity, in units of 1e-9: 1,000,000,000 for whole shares. Entries are rounded down to it. */
  readonly unitNanos: number;
  /** What becomes of a position that is open after the last bar. */
  readonly closeAtEnd: 'last-open' | 'last-close' | 'keep';
}

export interface FeeModel {
  /** Of orders that take what is there: all but targets that rest at the broker. */
  readonly takerPpm: number;
  /** Of targets that rest as limit orders; null when a target is a market order at the taker's fee. */
  readonly makerPpm: number | null;
  /** `asset`: the coin bought pays on an entry to the long side, as at Alpaca; everything else pays in cash. */
  readonly takenIn: 'cash' | 'asset';
}

/** The bars hold middle prices. */
export interface SpreadModel {
  /** Full spread, bid to ask, as a share of the middle. */
  readonly ppm: number;
  /** `both`: half of it on each side. `entry`: all of it on the entry, nothing on the exit. */
  readonly on: 'both' | 'entry';
}

export interface SlippageModel {
  /** By how much market orders fill worse than the quote. */
  readonly ppm: number;
}

export interface VolumeModel {
  /** Most of a bar's volume that one order may take, in parts per million; null for no cap. What is above it does not fill. */
  readonly capPpm: number | null;
}

/** Distances from the entry's quote; null for no such exit. */
export interface ExitModel {
  readonly stopLossPpb: number | null;
  readonly takeProfitPpb: number | null;
  /** Behind the best close since the entry. */
  readonly trailingStopPpb: number | null;
  /** Bars after which a position is left at the next fill. */
  readonly maxBars: number | null;
  /** Whether stops and targets are looked for inside bars, the stop first, or at fills only, as a tick would. */
  readonly inside: boolean;
}

export interface EntryModel {
  /** Buy only when the bar trades this far above the signal's close (below it for shorts); null: at once. */
  readonly triggerPpb: number | null;
}

export type SizingModel =
  /** All the cash that is free. */
  | { readonly kind: 'all-in' }
  /** A share of equity, in parts per million; never more than the cash that is free. */
  | { readonly kind: 'fraction'; readonly ppm: number }
  /** The same money each time; no trade when it is not there. */
  | { readonly kind: 'notional'; readonly cents: number }
  /** The same quantity each time, in units of 1e-9; no trade when the cash is not there. */
  | { readonly kind: 'qty'; readonly nanos: number }
  /** HIVE's own limits and risk rules, by the very step that trades. */
  | { readonly kind: 'hive' };
