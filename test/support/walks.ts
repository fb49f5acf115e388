import { type BarSeries, seriesFromBars } from '../../src/lib/core/bar-series.ts';
import { DAY_MS } from '../../src/lib/core/interval.ts';
import { mulberry32, normal } from '../../src/lib/core/random.ts';

/** Daily bars of a random walk with 2 % a day and log-normal volume; a fixed function of seed and length. */
export function randomWalk(seed: number, length: number): BarSeries {
  const random = mulberry32(seed);
  let close = 100;
  const bars = Array.from({ length }, (_, day) => {
    close *= Math.exp(0.02 * normal(random));
    const volume = Math.exp(10 + normal(random));
    return { timeMs: day * DAY_MS, open: close, high: close, low: close, close, volume };
  });
  return seriesFromBars('BTC/USD', '1d', bars);
}

/** Daily bars with the given closes and a volume of 1. */
export const seriesOfCloses = (closes: readonly number[]): BarSeries =>
  seriesFromBars(
    'BTC/USD',
    '1d',
    closes.map((close, day) => ({
      timeMs: day * DAY_MS,
      open: close,
      high: close,
      low: close,
      close,
      volume: 1,
    })),
  );

/** A copy in which close and volume of one bar are missing. */
export function withHole(series: BarSeries, at: number): BarSeries {
  const copy = { ...series, close: series.close.slice(), volume: series.volume.slice() };
  copy.close[at] = NaN;
  copy.volume[at] = NaN;
  return copy;
}
