import type { BarSeries } from '../core/bar-series.ts';
import type { Instrument } from '../core/instrument.ts';
import type { Interval } from '../core/interval.ts';

export interface BarRequest {
  readonly instrument: Instrument;
  readonly interval: Interval;
  /** Open times in [fromMs, toMs). */
  readonly fromMs: number;
  readonly toMs: number;
  /** The asker's present: a bar that has not closed by then is never returned. */
  readonly asOfMs: number;
}

/** Where bars come from. Answers are valid series (see `validate-bars`); an empty one is an answer, not an error. */
export interface BarSource {
  readonly name: string;
  bars(request: BarRequest): Promise<BarSeries>;
}

export interface Quote {
  readonly symbol: string;
  /** When the quote was made, UTC epoch milliseconds. */
  readonly timeMs: number;
  /** Dollars a unit; 0 < bid <= ask. */
  readonly bid: number;
  readonly ask: number;
}

/** The price that gates and fills an order. Null when nothing is known near `atMs`. */
export interface QuoteSource {
  quote(instrument: Instrument, atMs: number): Promise<Quote | null>;
}
