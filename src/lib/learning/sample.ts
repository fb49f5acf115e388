import type { BarSeries } from '../core/bar-series.ts';
import type { AssetClass } from '../core/instrument.ts';
import type { FeatureMatrix } from '../features/build-matrix.ts';
import { type Label, type LabelSpec, labelRow } from './label.ts';

/** What was known at a moment about a symbol, and how a bet made then ended. The store's `StoredSample`. */
export interface Sample {
  readonly symbol: string;
  readonly assetClass: AssetClass;
  /** Close time of the newest bar the features read, UTC epoch milliseconds. */
  readonly atMs: number;
  readonly features: Float64Array;
  /** Null until the horizon has passed. */
  readonly label: Label | null;
}

export interface MaturedSample extends Sample {
  readonly label: Label;
}

export const isMatured = (sample: Sample): sample is MaturedSample => sample.label !== null;

export interface SampleOptions {
  readonly assetClass: AssetClass;
  readonly label: LabelSpec;
  /** First bar to make a sample of; earlier bars only feed the volatility. Default 0. */
  readonly fromBar?: number;
}

/**
 * Samples of one symbol, oldest first: one for each row of `matrix`, from `fromBar` on, that can have a label.
 * `series` holds closed bars only and is the one that `matrix` was built from.
 */
export function buildSamples(series: BarSeries, matrix: FeatureMatrix, options: SampleOptions): Sample[] {
  const { assetClass, label, fromBar = 0 } = options;
  const samples: Sample[] = [];
  matrix.index.forEach((bar, row) => {
    if (bar < fromBar) return;
    const outcome = labelRow(series, bar, label);
    if (outcome.state === 'undefined') return;
    samples.push({
      symbol: series.symbol,
      assetClass,
      atMs: matrix.closeMs[row]!,
      features: Float64Array.from(matrix.columns, column => column[row]!),
      label: outcome.state === 'matured' ? outcome.label : null,
    });
  });
  return samples;
}
