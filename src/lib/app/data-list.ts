import { isoTime } from '../core/clock.ts';
import { type AssetClass, parseInstrument } from '../core/instrument.ts';
import type { Interval } from '../core/interval.ts';
import type { BarStore } from '../store/ports.ts';
import type { ProvenanceSummary } from '../store/provenance.ts';

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
  /** Null when no bar of the series is from a vendor. */
  readonly fetched: FetchedSummary | null;
}

export interface FetchedSummary {
  readonly vendor: string;
  readonly rows: number;
  /** Whether stored prices are as traded, or less later dividends. */
  readonly prices: 'raw' | 'adjusted';
  readonly firstAt: string;
  readonly lastAt: string;
  /** What was asked last. */
  readonly request: string;
}

/** All stored series, or those of one symbol in any spelling. */
export function listBars(
  bars: Pick<BarStore, 'inventory' | 'provenanceSummary'>,
  symbol?: string,
): StoredSeries[] {
  const wanted = symbol === undefined ? undefined : parseInstrument(symbol).symbol;
  return bars
    .inventory()
    .filter(entry => wanted === undefined || entry.symbol === wanted)
    .map(({ firstMs, lastMs, ...entry }) => ({
      ...entry,
      from: isoTime(firstMs),
      to: isoTime(lastMs),
      fetched: fetchedSummary(bars.provenanceSummary(entry)),
    }));
}

function fetchedSummary(summary: ProvenanceSummary | null): FetchedSummary | null {
  if (!summary) return null;
  const { firstFetchedMs, lastFetchedMs, ...rest } = summary;
  return { ...rest, firstAt: isoTime(firstFetchedMs), lastAt: isoTime(lastFetchedMs) };
}
