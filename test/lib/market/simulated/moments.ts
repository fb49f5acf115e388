import type { BarSeries } from '../../../../src/lib/core/bar-series.ts';

/** Plain textbook statistics, written apart from the code under test. */
export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Mean of the `power`-th power of the deviations. */
const central = (values: readonly number[], power: number): number => {
  const middle = mean(values);
  return mean(values.map(value => (value - middle) ** power));
};

/** Population standard deviation. */
export const deviation = (values: readonly number[]): number => Math.sqrt(central(values, 2));

export const skewness = (values: readonly number[]): number => central(values, 3) / central(values, 2) ** 1.5;

export const excessKurtosis = (values: readonly number[]): number =>
  central(values, 4) / central(values, 2) ** 2 - 3;

export function correlation(a: readonly number[], b: readonly number[]): number {
  const [meanA, meanB] = [mean(a), mean(b)];
  const covariance = mean(a.map((value, index) => (value - meanA) * (b[index]! - meanB)));
  return covariance / (deviation(a) * deviation(b));
}

export const autocorrelation = (values: readonly number[], lag: number): number =>
  correlation(values.slice(lag), values.slice(0, -lag));

/** Simple returns close to close; one fewer than there are bars. */
export const dailyReturns = (series: BarSeries): number[] =>
  Array.from(series.close.subarray(1), (close, row) => close / series.close[row]! - 1);

/** ln(1 + volume) less its mean over the 60 bars that end there; the first is that of row 60. */
export function relativeLogVolume(series: BarSeries): number[] {
  const logs = Array.from(series.volume, volume => Math.log(1 + volume));
  return logs.slice(60).map((value, row) => value - mean(logs.slice(row + 1, row + 61)));
}

/** Mean of the last five returns over the population deviation of the last twenty, at index `last`. */
export function trendAt(returns: readonly number[], last: number): number {
  const window = returns.slice(last - 19, last + 1);
  return mean(window.slice(-5)) / deviation(window);
}
