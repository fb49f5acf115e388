import { isoTime } from '../core/clock.ts';
import { type AssetClass, parseInstrument } from '../core/instrument.ts';
import type { Interval } from '../core/interval.ts';
import type { BarStore } from '../store/ports.ts';

/** One stored series as people and scripts see it; times are ISO open times. */
export interface StoredSeries {
  readonly symbol: string;
  readonly assetClass: AssetClass;
  readonly interval: Interval;
  readonly source: string;
  readonly rows: number;
  readonly from: string;
  readonly to: string;
  /** File or provider of the newest write, and when. */
  readonly origin: string;
  readonly writtenAt: string;
}

/** All stored series, or those of one symbol in any spelling. */
export function listBars(bars: Pick<BarStore, 'inventory'>, symbol?: string): StoredSeries[] {
  const wanted = symbol === undefined ? undefined : parseInstrument(symbol).symbol;
  return bars
    .inventory()
    .filter(entry => wanted === undefined || entry.symbol === wanted)
    .map(({ firstMs, lastMs, ...entry }) => ({ ...entry, from: isoTime(firstMs), to: isoTime(lastMs) }));
}
