import { type BarSeries, emptySeries, indexAtOrAfter, sliceSeries } from '../../core/bar-series.ts';
import { isoTime } from '../../core/clock.ts';
import { parseInstrument } from '../../core/instrument.ts';
import { inChunks, joinBars } from '../bar-parts.ts';
import { assertStorable, barWrite, compareBars, mergeBars, writtenRows } from '../bar-rows.ts';
import type {
  BarInventory,
  BarKey,
  BarRange,
  BarSpan,
  BarStore,
  BarWrite,
  BarWriteOptions,
} from '../ports.ts';
import type { BarProvenance, ProvenanceSummary } from '../provenance.ts';
import { MemoryProvenance } from './provenance.ts';
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
  readonly fetched = new MemoryProvenance();

  write(source: string, series: BarSeries, options: BarWriteOptions): BarWrite {
    assertStorable(series);
    const key = { source, symbol: series.symbol, interval: series.interval };
    const stored = this.#stored(key);
    const comparison = compareBars(stored, series);
    const { origin, atMs, replace = false } = options;
    const rows = writtenRows(comparison, options);
    if (rows.length > 0) {
      const merged = mergeBars(stored, series, replace);
      this.shelves.set(shelfKey(key), { key, series: merged, origin, writtenAt: isoTime(atMs) });
      if (options.fetched) this.fetched.add(source, series, { ...options.fetched, rows, atMs });
    }
    return barWrite(comparison);
  }

  load(key: BarKey, range: BarRange = {}): BarSeries {
    const inRange = this.#within(key, range);
    const { last = inRange.length } = range;
    return joinBars(key, [sliceSeries(inRange, inRange.length - last)]);
  }

  pages(key: BarKey, range: BarSpan = {}): Iterable<BarSeries> {
    return inChunks(key, [this.#within(key, range)]);
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

  provenance(key: BarKey, span?: BarSpan): BarProvenance[] {
    return this.fetched.provenance(key, span);
  }

  provenanceSummary(key: BarKey): ProvenanceSummary | null {
    return this.fetched.provenanceSummary(key);
  }

  #within(key: BarKey, { fromMs, toMs }: BarSpan): BarSeries {
    const stored = this.#stored(key);
    const from = fromMs === undefined ? 0 : indexAtOrAfter(stored, fromMs);
    return sliceSeries(stored, from, toMs === undefined ? stored.length : indexAtOrAfter(stored, toMs));
  }

  #stored(key: BarKey): BarSeries {
    return this.shelves.get(shelfKey(key))?.series ?? emptySeries(key.symbol, key.interval);
  }
}

const shelfKey = ({ source, symbol, interval }: BarKey): string => keyOf(source, symbol, interval);
