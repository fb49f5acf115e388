import type { BarSeries } from '../../core/bar-series.ts';
import type { BarKey, BarSpan } from '../ports.ts';
import {
  type BarProvenance,
  type FetchedFrom,
  knownClose,
  type ProvenanceReader,
  type ProvenanceSummary,
} from '../provenance.ts';
import { keyOf, RevertibleMap } from './revertible.ts';

interface Noted extends BarProvenance {
  readonly series: string;
}

const seriesKey = ({ source, symbol, interval }: BarKey): string => keyOf(source, symbol, interval);

/** Provenance of bars in memory. */
export class MemoryProvenance implements ProvenanceReader {
  readonly rows = new RevertibleMap<Noted>();

  add(
    source: string,
    series: BarSeries,
    from: FetchedFrom & { rows: readonly number[]; atMs: number },
  ): void {
    const { vendor, request, prices, atMs } = from;
    const name = seriesKey({ source, ...series });
    for (const row of from.rows) {
      const timeMs = series.time[row]!;
      const closes = {
        rawClose: knownClose(from.rawClose[row]),
        adjustedClose: knownClose(from.adjustedClose[row]),
      };
      const noted = { series: name, timeMs, ...closes, prices, vendor, request, fetchedMs: atMs };
      this.rows.delete(keyOf(name, timeMs));
      this.rows.set(keyOf(name, timeMs), noted);
    }
  }

  provenance(key: BarKey, span: BarSpan = {}): BarProvenance[] {
    const { fromMs = Number.NEGATIVE_INFINITY, toMs = Number.POSITIVE_INFINITY } = span;
    return this.#of(key)
      .filter(({ timeMs }) => timeMs >= fromMs && timeMs < toMs)
      .map(({ series: _, ...row }) => row)
      .sort((a, b) => a.timeMs - b.timeMs);
  }

  provenanceSummary(key: BarKey): ProvenanceSummary | null {
    const noted = this.#of(key);
    const newest = noted.at(-1);
    if (!newest) return null;
    const { prices, vendor, request } = newest;
    const moments = noted.map(({ fetchedMs }) => fetchedMs);
    const firstFetchedMs = moments.reduce((a, b) => Math.min(a, b));
    const lastFetchedMs = moments.reduce((a, b) => Math.max(a, b));
    return { prices, vendor, request, rows: noted.length, firstFetchedMs, lastFetchedMs };
  }

  /** In the order in which they were noted. */
  #of(key: BarKey): Noted[] {
    const name = seriesKey(key);
    return [...this.rows.values()].filter(({ series }) => series === name);
  }
}
