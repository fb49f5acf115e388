import type { BarSeries } from '../../core/bar-series.ts';
import { buildMatrix } from '../../features/build-matrix.ts';
import { restoreCalibrator } from '../../learning/calibration/calibrator.ts';
import { baseRate } from '../../learning/evaluate.ts';
import { fitPipeline, isTrainable, labelsOf } from '../../learning/pipeline.ts';
import { buildSamples, isMatured, type MaturedSample } from '../../learning/sample.ts';
import { forestPipeline } from '../forest-bench.ts';

const WINDOW = 500;

/** A forecast of one bar, made by a model of bars before it, and what came. */
export interface RealForecast {
  /** Bar after whose close it was made. */
  readonly bar: number;
  /** Calibrated P(the next bar closes higher). */
  readonly probability: number;
  /** What one would have said without features, and the side that came up more often in training. */
  readonly climatology: number;
  readonly outcome: 0 | 1;
}

export interface ForecastOptions {
  readonly retrainBars: number;
  readonly seed: number;
}

/** Forecasts by walk-forward alone: each model learned from 500 bars whose outcomes were known when it first spoke. */
export function realForecasts(bars: BarSeries, options: ForecastOptions): RealForecast[] {
  const samples = oneBarSamples(bars);
  const forecasts: RealForecast[] = [];
  for (let from = WINDOW + 1; from < samples.length; from += options.retrainBars) {
    // The outcome of the newest row is known when the next bar has closed.
    const window = samples.slice(from - 1 - WINDOW, from - 1).map(({ sample }) => sample);
    if (isTrainable(window))
      forecasts.push(...speak(window, samples.slice(from, from + options.retrainBars), options));
  }
  return forecasts;
}

export interface PlacedSample {
  readonly bar: number;
  readonly sample: MaturedSample;
}

/** Samples whose label is whether the next bar closes higher, each with its bar. */
export function oneBarSamples(bars: BarSeries): PlacedSample[] {
  const matrix = buildMatrix(bars);
  const barOf = new Map(Array.from(matrix.closeMs, (closeMs, row) => [closeMs, matrix.index[row]!]));
  const label = { kind: 'fixed', horizon: 1, width: 1, cost: 0, entry: 'close' } as const;
  return buildSamples(bars, matrix, { assetClass: 'crypto', label })
    .filter(isMatured)
    .map(sample => ({ bar: barOf.get(sample.atMs)!, sample }));
}

function speak(
  window: readonly MaturedSample[],
  rows: readonly PlacedSample[],
  { seed }: ForecastOptions,
): RealForecast[] {
  const { model, calibrator } = fitPipeline(window, forestPipeline(seed, 1));
  const { probability } = restoreCalibrator(calibrator);
  const climatology = baseRate(labelsOf(window));
  return rows.map(({ bar, sample: { features, label } }) => ({
    ...{ bar, climatology, outcome: label.y },
    probability: probability(model.score(features)),
  }));
}
