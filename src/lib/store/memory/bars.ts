import type { Bar } from '../../core/bar.ts';
import { type BarSeries, barAt, emptySeries, seriesFromBars } from '../../core/bar-series.ts';
import { isoTime } from '../../core/clock.ts';
import { parseInstrument } from '../../core/instrument.ts';
import { assertStorable, barWrite, compareBars } from '../bar-rows.ts';
import type { BarInventory, BarKey, BarRange, BarStore, BarWrite } from '../ports.ts';
import { keyOf, RevertibleMap } from './revertible.ts';

interface Shelf {
  readonly key: BarKey;
  readonly series: BarSeries;
  readonly origin: string;
  readonly writtenAt: string;
}

/** Bars in memory. */
export class MemoryBars implements BarStore {
  readonly shelves = new RevertibleMap<Shelf>();

  write(source: string, series: BarSeries, options: Parameters<BarStore['write']>[2]): BarWrite {
    assertStorable(series);
    const key = { source, symbol: series.symbol, interval: series.interval };
    const stored = this.#stored(key);
    const comparison = compareBars(stored, series);
    const { missing, conflicting } = comparison;
    const rows = options.replace ? [...missing, ...conflicting] : missing;
    if (rows.length > 0) {
      const { origin, atMs } = options;
      const merged = merge(stored, series, rows);
      this.shelves.set(shelfKey(key), { key, series: merged, origin, writtenAt: isoTime(atMs) });
    }
    return barWrite(comparison);
  }

  load(key: BarKey, range: BarRange = {}): BarSeries {
    const { fromMs = Number.NEGATIVE_INFINITY, toMs = Number.POSITIVE_INFINITY, last } = range;
    const inRange = allBars(this.#stored(key)).filter(bar => bar.timeMs >= fromMs && bar.timeMs < toMs);
    const kept = last === undefined ? inRange : inRange.slice(Math.max(0, inRange.length - last));
    return seriesFromBars(key.symbol, key.interval, kept);
  }

  inventory(): BarInventory[] {
    const sorted = [...this.shelves.values()].sort((a, b) => (shelfKey(a.key) < shelfKey(b.key) ? -1 : 1));
    return sorted.map(({ key, series, origin, writtenAt }) => ({
      ...key,
      assetClass: parseInstrument(key.symbol).assetClass,
      rows: series.length,
      firstMs: series.time[0]!,
      lastMs: series.time[series.length - 1]!,
      origin,
      writtenAt,
    }));
  }

  #stored(key: BarKey): BarSeries {
    return this.shelves.get(shelfKey(key))?.series ?? emptySeries(key.symbol, key.interval);
  }
}

const shelfKey = ({ source, symbol, interval }: BarKey): string => keyOf(source, symbol, interval);

const allBars = (series: BarSeries): Bar[] =>
  Array.from({ length: series.length }, (_, index) => barAt(series, index));

function merge(stored: BarSeries, offered: BarSeries, rows: readonly number[]): BarSeries {
  const byTime = new Map(allBars(stored).map(bar => [bar.timeMs, bar]));
  for (const row of rows) byTime.set(offered.time[row]!, barAt(offered, row));
  const bars = [...byTime.values()].sort((a, b) => a.timeMs - b.timeMs);
  return seriesFromBars(stored.symbol, stored.interval, bars);
}
