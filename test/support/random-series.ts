import { type BarSeries, emptySeries, setBar } from '../../src/lib/core/bar-series.ts';
import { DAY_MS } from '../../src/lib/core/interval.ts';
import { mulberry32, normal } from '../../src/lib/core/random.ts';

/** Daily bars of a random walk with 2 % returns; opens gap a little from the close before. */
export function randomSeries(length: number, seed: number, symbol = 'BTC/USD'): BarSeries {
  const series = emptySeries(symbol, '1d', length);
  const random = mulberry32(seed);
  let close = 100;
  for (let i = 0; i < length; i++) {
    const open = close * (1 + 0.002 * normal(random));
    close = open * (1 + 0.02 * normal(random));
    const high = Math.max(open, close) * 1.001;
    const low = Math.min(open, close) * 0.999;
    setBar(series, i, { timeMs: i * DAY_MS, open, high, low, close, volume: 1000 + 100 * random() });
  }
  return series;
}
