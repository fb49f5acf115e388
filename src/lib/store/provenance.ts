import type { BarKey, BarSpan } from './bar-key.ts';

/** Where fetched bars are from; closes by row of the series that is written, NaN for none. */
export interface FetchedFrom {
  readonly vendor: string;
  /** What was asked, without any key. */
  readonly request: string;
  /** Whether the prices of the bars are as traded, or less later dividends. Both are adjusted for splits. */
  readonly prices: 'raw' | 'adjusted';
  readonly rawClose: Float64Array;
  readonly adjustedClose: Float64Array;
}

/** Where one stored bar is from. */
export interface BarProvenance {
  readonly timeMs: number;
  readonly rawClose: number | null;
  readonly adjustedClose: number | null;
  readonly prices: FetchedFrom['prices'];
  readonly vendor: string;
  readonly request: string;
  readonly fetchedMs: number;
}

/** The same of a whole series: how many bars were fetched, when, and the last fetch. */
export interface ProvenanceSummary extends Pick<BarProvenance, 'prices' | 'vendor' | 'request'> {
  readonly rows: number;
  readonly firstFetchedMs: number;
  readonly lastFetchedMs: number;
}

/** Only bars that were fetched have a provenance; imported and simulated ones have none. */
export interface ProvenanceReader {
  /** Oldest bar first. */
  provenance(key: BarKey, span?: BarSpan): BarProvenance[];
  /** Null when no bar of the series was fetched. */
  provenanceSummary(key: BarKey): ProvenanceSummary | null;
}

export const knownClose = (close: number | undefined): number | null =>
  close === undefined || Number.isNaN(close) ? null : close;
