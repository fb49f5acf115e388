import { type Clock, isoTime } from '../core/clock.ts';
import type { Instrument } from '../core/instrument.ts';
import type { Interval } from '../core/interval.ts';
import type { BarSource } from '../market/bar-source.ts';
import { type DroppedRows, isVendor, VendorError } from '../market/vendor-bars.ts';
import type { BarStore } from '../store/ports.ts';
import { backfillFrom } from './bars/bar-feed.ts';
import { type Brought, bringBars } from './bars/bring-bars.ts';
import { fetchSpan } from './bars/fetch-span.ts';
import { storedRange } from './bars/stored-range.ts';

export const FETCH_OUTCOMES = ['fetched', 'up-to-date', 'waiting', 'failed'] as const;

/** What a fetch did for one symbol; times are ISO. */
export interface SymbolFetch {
  readonly symbol: string;
  readonly interval: Interval;
  readonly source: string;
  /** `waiting`: nothing was asked, because the vendor must be left alone for a while. */
  readonly outcome: (typeof FETCH_OUTCOMES)[number];
  readonly inserted: number;
  readonly unchanged: number;
  /** Stored bars that differ from the fetched ones; overwritten when `replaced`. */
  readonly conflicting: number;
  readonly replaced: boolean;
  readonly dropped: readonly DroppedRows[];
  /** Open times of the first and last stored bar; null when none is stored. */
  readonly from: string | null;
  readonly to: string | null;
  /** Of the stored prices: raw as traded, adjusted less dividends; null when none was fetched from a vendor. */
  readonly prices: 'raw' | 'adjusted' | null;
  readonly notes: readonly string[];
}

export interface FetchTask {
  readonly feed: { readonly source: string; readonly provider: BarSource };
  readonly instrument: Instrument;
  readonly interval: Interval;
  readonly backfillBars: number;
  readonly fromMs?: number | undefined;
  readonly toMs?: number | undefined;
  readonly replace?: boolean | undefined;
}

interface Ports {
  readonly bars: BarStore;
  readonly clock: Clock;
}

const NOTHING: Brought = {
  ...{ inserted: 0, unchanged: 0, conflicting: 0, replaced: false },
  ...{ dropped: [], notes: [] },
};

/** Brings one symbol up to date. A failure of the vendor is an outcome. */
export async function fetchSymbol(
  task: FetchTask,
  ports: Ports,
): Promise<{ result: SymbolFetch; failure: VendorError | null }> {
  const { provider } = task.feed;
  const isWaiting = isVendor(provider) && provider.backOff() !== null;
  try {
    const brought = await bring(task, ports);
    const outcome = brought === null ? 'up-to-date' : isWaiting ? 'waiting' : 'fetched';
    return { result: resultOf(task, ports, { outcome, ...(brought ?? NOTHING) }), failure: null };
  } catch (error) {
    if (!(error instanceof VendorError)) throw error;
    const failed = { ...NOTHING, outcome: 'failed' as const, notes: [error.message] };
    return { result: resultOf(task, ports, failed), failure: error };
  }
}

/** Null when nothing is missing. */
async function bring(task: FetchTask, { bars, clock }: Ports): Promise<Brought | null> {
  const { feed, instrument, interval, backfillBars, replace = false } = task;
  const nowMs = clock.now();
  const backfillMs = backfillFrom(instrument, { clock, interval, backfillBars });
  const span = fetchSpan(bars, { ...task, source: feed.source, nowMs, backfillMs });
  if (!span) return null;
  return bringBars(feed, { instrument, interval, ...span, asOfMs: nowMs }, { store: bars, replace });
}

function resultOf(
  { feed: { source }, instrument: { symbol }, interval }: FetchTask,
  { bars }: Ports,
  brought: Brought & Pick<SymbolFetch, 'outcome'>,
): SymbolFetch {
  const key = { source, symbol, interval };
  const range = storedRange(bars, key);
  const { outcome, inserted, unchanged, conflicting, replaced, dropped, notes } = brought;
  return {
    ...{ symbol, interval, source, outcome, inserted, unchanged, conflicting, replaced, dropped },
    from: range ? isoTime(range.firstMs) : null,
    to: range ? isoTime(range.lastMs) : null,
    prices: bars.provenanceSummary(key)?.prices ?? null,
    notes,
  };
}
