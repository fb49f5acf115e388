import { type BarSeries, closeTimeMs } from '../core/bar-series.ts';
import { FEATURE_SET } from './feature-set.ts';

/** Features of the bars that have all of them, column-major, oldest first. */
export interface FeatureMatrix {
  readonly rows: number;
  /** One column per feature in the order of `FEATURE_SET.names`, each `rows` long, all finite. */
  readonly columns: readonly Float64Array[];
  /** Index in the series of the bar that each row belongs to. */
  readonly index: Uint32Array;
  /** Close time of that bar, UTC epoch milliseconds: the first moment at which the row may be known. */
  readonly closeMs: Float64Array;
}

/** Rows whose eight features are all defined. Later bars change no row: appending to `series` only adds rows. */
export function buildMatrix(series: BarSeries): FeatureMatrix {
  const full = FEATURE_SET.kernels.map(kernel => kernel.batch(series));
  const index = completeRows(full, series.length);
  return {
    rows: index.length,
    columns: full.map(column => Float64Array.from(index, bar => column[bar]!)),
    index,
    closeMs: Float64Array.from(index, bar => closeTimeMs(series, bar)),
  };
}

const known = new WeakMap<BarSeries, Float64Array | null>();

/**
 * Features of the last bar, the same numbers as its matrix row; null when one of them has no value. A series is never
 * changed once it is made: who asks again gets the same row, which nobody may change either.
 */
export function featuresAt(series: BarSeries): Float64Array | null {
  const found = known.get(series);
  if (found !== undefined) return found;
  const row = lastRow(series);
  known.set(series, row);
  return row;
}

function lastRow(series: BarSeries): Float64Array | null {
  if (series.length === 0) return null;
  const row = Float64Array.from(FEATURE_SET.kernels, kernel => kernel.batch(series)[series.length - 1]!);
  return row.every(Number.isFinite) ? row : null;
}

function completeRows(columns: readonly Float64Array[], length: number): Uint32Array {
  const found: number[] = [];
  for (let bar = FEATURE_SET.warmUpBars; bar < length; bar++) {
    if (columns.every(column => Number.isFinite(column[bar]))) found.push(bar);
  }
  return Uint32Array.from(found);
}
