import { type BarSeries, sliceSeries } from '../core/bar-series.ts';
import type { FeatureMatrix } from '../features/build-matrix.ts';

/**
 * Rows whose features change when the bars after them are taken away: those that look ahead. Every bar from
 * `fromBar` on is made the last one once, so a single leaking row is found. A feature may look back as far as
 * `memory` bars at most; more of them only cost time.
 */
export function rowsThatLookAhead(
  bars: BarSeries,
  build: (bars: BarSeries) => FeatureMatrix,
  { fromBar, memory }: { readonly fromBar: number; readonly memory: number },
): number[] {
  const whole = build(bars);
  const rowOf = new Map(Array.from(whole.index, (bar, row) => [bar, row]));
  const found: number[] = [];
  for (let bar = fromBar; bar < bars.length; bar++) {
    const row = rowOf.get(bar);
    if (row === undefined) continue;
    const start = Math.max(0, bar + 1 - memory);
    const cut = build(sliceSeries(bars, start, bar + 1));
    if (!sameRow(whole, row, cut)) found.push(bar);
  }
  return found;
}

/** Smoothed averages begin earlier in a longer history; what is left of that is no look-ahead. */
const SAME = 1e-9;

function sameRow(whole: FeatureMatrix, row: number, cut: FeatureMatrix): boolean {
  const last = cut.rows - 1;
  return (
    last >= 0 && whole.columns.every((column, f) => Math.abs(column[row]! - cut.columns[f]![last]!) <= SAME)
  );
}
