import type { Bar } from './bar.ts';
import { type Interval, intervalMs } from './interval.ts';

/**
 * Bars of one symbol and interval as typed columns, oldest first, open times strictly rising.
 * Columns share one length; they are read-only by convention and never resized.
 */
export interface BarSeries {
  readonly symbol: string;
  readonly interval: Interval;
  readonly length: number;
  /** Open times, UTC epoch milliseconds. */
  readonly time: Float64Array;
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  readonly volume: Float64Array;
}

export const BAR_COLUMNS = ['time', 'open', 'high', 'low', 'close', 'volume'] as const;

/** A series of `length` zeroed rows, to be filled by its maker. */
export function emptySeries(symbol: string, interval: Interval, length = 0): BarSeries {
  const column = () => new Float64Array(length);
  return {
    symbol,
    interval,
    length,
    time: column(),
    open: column(),
    high: column(),
    low: column(),
    close: column(),
    volume: column(),
  };
}

export function setBar(series: BarSeries, index: number, bar: Bar): void {
  series.time[index] = bar.timeMs;
  series.open[index] = bar.open;
  series.high[index] = bar.high;
  series.low[index] = bar.low;
  series.close[index] = bar.close;
  series.volume[index] = bar.volume;
}

export function seriesFromBars(symbol: string, interval: Interval, bars: readonly Bar[]): BarSeries {
  const series = emptySeries(symbol, interval, bars.length);
  bars.forEach((bar, index) => {
    setBar(series, index, bar);
  });
  return series;
}

/** @throws RangeError when `index` is outside the series. */
export function barAt(series: BarSeries, index: number): Bar {
  if (index < 0 || index >= series.length) throw new RangeError(`no bar ${index} in ${series.length} bars`);
  return {
    timeMs: series.time[index]!,
    open: series.open[index]!,
    high: series.high[index]!,
    low: series.low[index]!,
    close: series.close[index]!,
    volume: series.volume[index]!,
  };
}

/** View (no copy) of rows `from` up to but excluding `to`. */
export function sliceSeries(series: BarSeries, from: number, to: number = series.length): BarSeries {
  const start = Math.max(0, from);
  const end = Math.max(start, Math.min(series.length, to));
  return {
    symbol: series.symbol,
    interval: series.interval,
    length: end - start,
    time: series.time.subarray(start, end),
    open: series.open.subarray(start, end),
    high: series.high.subarray(start, end),
    low: series.low.subarray(start, end),
    close: series.close.subarray(start, end),
    volume: series.volume.subarray(start, end),
  };
}

/** First index whose open time is at or after `timeMs` (binary search); `length` when none is. */
export function indexAtOrAfter(series: BarSeries, timeMs: number): number {
  let low = 0;
  let high = series.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (series.time[middle]! < timeMs) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Close time of row `index`, UTC epoch milliseconds. */
export const closeTimeMs = (series: BarSeries, index: number): number =>
  series.time[index]! + intervalMs(series.interval);
