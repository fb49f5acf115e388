import type { BarSeries } from '../core/bar-series.ts';
import { HiveError } from '../core/errors.ts';
import type { BarRequest, BarSource } from './bar-source.ts';

/** Rows of one kind in a vendor's answer that did not become bars. */
export interface DroppedRows {
  readonly reason: string;
  readonly rows: number;
}

/** From `timeMs` on prices are in new shares: `numerator` of them for each `denominator` old ones. */
export interface Split {
  readonly timeMs: number;
  readonly numerator: number;
  readonly denominator: number;
}

/** A vendor's answer with everything that is to be told and kept of it. */
export interface FetchedBars {
  readonly series: BarSeries;
  /** Whether the prices of `series` are as traded, or less later dividends; adjusted for splits both. */
  readonly prices: 'raw' | 'adjusted';
  readonly dropped: readonly DroppedRows[];
  /** Closes of the rows of `series` before and after dividends; NaN where the vendor tells none. */
  readonly rawClose: Float64Array;
  readonly adjustedClose: Float64Array;
  readonly splits: readonly Split[];
  /** Sentences for the user. */
  readonly notes: readonly string[];
  /** What was asked, without any key; null when nothing was asked. */
  readonly request: string | null;
}

/** The vendor gave no bars; what is stored is as good as before. */
export class VendorError extends HiveError {}

/** Why nothing is asked of a vendor for a while. */
export interface BackOff {
  readonly untilMs: number;
  readonly why: string;
}

/** A source behind a network, which may be out of reach. */
export interface VendorBars extends BarSource {
  /** @throws VendorError of kind broker when the vendor fails, of kind data when this symbol has no bars there. */
  fetch(request: BarRequest): Promise<FetchedBars>;
  /** Null when it may be asked. While there is one, `fetch` answers nothing and says so in a note. */
  backOff(): BackOff | null;
}

export const isVendor = (source: BarSource): source is VendorBars => 'fetch' in source;

/** A small JSON value that outlives the process. */
export interface StateNote {
  /** Undefined when there is none, or none that can be read. */
  read(): unknown;
  write(value: unknown): void;
  clear(): void;
}
