import type { Bar } from '../core/bar.ts';

/** The bar columns that features read: equal lengths, oldest first. A `BarSeries` is one. */
export interface FeatureColumns {
  readonly close: Float64Array;
  readonly volume: Float64Array;
}

export type FeatureBar = Pick<Bar, 'close' | 'volume'>;

/** Gives the feature of the newest bar, NaN while it has none. */
export interface FeatureStream {
  push(bar: FeatureBar): number;
}

/**
 * One feature, in two forms that agree bit for bit.
 * NaN means "no value": too little history, a missing input, or an undefined result. It is never replaced by zero.
 */
export interface FeatureKernel {
  readonly name: string;
  /** First index (0-based) that can have a value when no input is missing. */
  readonly warmUpBars: number;
  /** One value per bar, aligned with the input; the value at t reads bars up to t only. */
  batch(columns: FeatureColumns): Float64Array;
  /** A fresh stream that has seen no bar. */
  stream(): FeatureStream;
}
