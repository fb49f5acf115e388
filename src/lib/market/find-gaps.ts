import type { BarSeries } from '../core/bar-series.ts';
import type { AssetClass } from '../core/instrument.ts';
import { DAY_MS, intervalMs } from '../core/interval.ts';
import { startOfDay, tradingHours } from './sessions.ts';

/** Bars that should be there and are not: open times in [fromMs, toMs), `missing` of them. */
export interface Gap {
  readonly fromMs: number;
  readonly toMs: number;
  readonly missing: number;
}

/**
 * Gaps between the first and the last bar of a valid series, oldest first. Crypto trades at every moment;
 * stocks only in sessions, so that nights, weekends and holidays are no gaps.
 */
export function findGaps(series: BarSeries, market: { readonly assetClass: AssetClass }): Gap[] {
  const step = intervalMs(series.interval);
  const gaps: Gap[] = [];
  for (let row = 1; row < series.length; row++) {
    const afterMs = series.time[row - 1]! + step;
    const beforeMs = series.time[row]!;
    const gap = beforeMs > afterMs ? gapBetween(market.assetClass, step, [afterMs, beforeMs]) : null;
    if (gap) gaps.push(gap);
  }
  return gaps;
}

/** Null when no bar was due in the range. */
function gapBetween(assetClass: AssetClass, step: number, [fromMs, toMs]: [number, number]): Gap | null {
  let missing = 0;
  let first = 0;
  let last = 0;
  for (let day = startOfDay(fromMs); day < toMs; day += DAY_MS) {
    const hours = tradingHours(assetClass, day);
    if (!hours) continue;
    const start = Math.max(fromMs, Math.floor(hours.openMs / step) * step);
    const end = Math.min(toMs, Math.ceil(hours.closeMs / step) * step);
    if (start >= end) continue;
    if (missing === 0) first = start;
    missing += (end - start) / step;
    last = end;
  }
  return missing > 0 ? { fromMs: first, toMs: last, missing } : null;
}
