import { type BarSeries, emptySeries } from '../../core/bar-series.ts';
import { DAY_MS } from '../../core/interval.ts';
import type { Path } from './path.ts';

const STEADY_VOLUME = 1_000_000;

/** Daily bars of a path, each open at the close before. Without volumes they are all alike but for a small ripple. */
export function barsOf(path: Path, volumes?: Float64Array): BarSeries {
  const { closes, returns } = path;
  const bars = emptySeries('LAB', '1d', returns.length);
  for (let t = 0; t < returns.length; t++) {
    const [open, close] = [closes[t]!, closes[t + 1]!];
    bars.time[t] = t * DAY_MS;
    bars.open[t] = open;
    bars.close[t] = close;
    bars.high[t] = Math.max(open, close);
    bars.low[t] = Math.min(open, close);
    bars.volume[t] = volumes?.[t] ?? STEADY_VOLUME * (1 + Math.abs(returns[t]!));
  }
  return bars;
}
