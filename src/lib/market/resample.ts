import type { Bar } from '../core/bar.ts';
import { type BarSeries, emptySeries, setBar, sliceSeries } from '../core/bar-series.ts';
import { usageError } from '../core/errors.ts';
import { type Interval, intervalMs } from '../core/interval.ts';

/**
 * Aggregates a series to a coarser interval on UTC boundaries: first open, highest high, lowest low, last
 * close, summed volume. Bars missing inside a group are fine; one unknown (NaN) volume makes the sum unknown.
 * A group that ends after `asOfMs` is still forming and is left out.
 * @throws HiveError (usage, FINER_INTERVAL) when `interval` is finer than that of the series.
 */
export function resample(
  series: BarSeries,
  interval: Interval,
  asOfMs = Number.POSITIVE_INFINITY,
): BarSeries {
  const step = intervalMs(interval);
  if (step < intervalMs(series.interval)) throw finerInterval(series, interval);
  const out = emptySeries(series.symbol, interval, series.length);
  let groups = 0;
  let row = 0;
  while (row < series.length) {
    const start = Math.floor(series.time[row]! / step) * step;
    if (start + step > asOfMs) break;
    const end = groupEnd(series, row, start + step);
    setBar(out, groups++, { ...aggregate(series, row, end), timeMs: start });
    row = end;
  }
  return sliceSeries(out, 0, groups);
}

/** First row after `row` that opens at or after `endMs`. */
function groupEnd(series: BarSeries, row: number, endMs: number): number {
  let end = row + 1;
  while (end < series.length && series.time[end]! < endMs) end++;
  return end;
}

/** One bar over the rows [from, to), opening when the first of them opens. */
function aggregate(series: BarSeries, from: number, to: number): Bar {
  let high = series.high[from]!;
  let low = series.low[from]!;
  let volume = series.volume[from]!;
  for (let row = from + 1; row < to; row++) {
    high = Math.max(high, series.high[row]!);
    low = Math.min(low, series.low[row]!);
    volume += series.volume[row]!;
  }
  const close = series.close[to - 1]!;
  return { timeMs: series.time[from]!, open: series.open[from]!, high, low, close, volume };
}

const finerInterval = (series: BarSeries, interval: Interval) =>
  usageError({
    code: 'FINER_INTERVAL',
    message: `Bars of ${series.symbol} at ${series.interval} cannot be split into ${interval}.`,
    next: `Ask for ${series.interval} or coarser, or fetch bars of ${interval}.`,
  });
