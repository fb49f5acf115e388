import { type BarSeries, emptySeries } from '../../core/bar-series.ts';
import type { Clock } from '../../core/clock.ts';
import type { AssetClass, Instrument } from '../../core/instrument.ts';
import { type Interval, intervalMs } from '../../core/interval.ts';
import type { BarSource } from '../../market/bar-source.ts';
import { VendorError } from '../../market/vendor-bars.ts';
import type { BarStore } from '../../store/ports.ts';
import { bringBars } from './bring-bars.ts';

/** Where the bars of one asset class come from. `csv` has no provider: what was imported is all there is. */
export interface BarFeed {
  readonly source: string;
  readonly provider: BarSource | null;
}

export interface FeedOptions {
  readonly store: BarStore;
  readonly clock: Clock;
  readonly interval: Interval;
  /** Bars fetched for a symbol that has none yet. */
  readonly backfillBars: number;
}

/**
 * Bars before a moment that its features read: the slowest to forget is Wilder's RSI, (13/14)^600 < 1e-19.
 */
export const MEMORY_BARS = 660;

/** Calendar time that one bar's worth of trading takes: stocks trade on 5 days of 7, 6.5 hours of 24. */
export function calendarStretch(assetClass: AssetClass, interval: Interval): number {
  if (assetClass === 'crypto') return 1;
  return interval === '1d' ? 1.6 : 6;
}

export interface Refreshed {
  readonly newBars: number;
  /** What the source said, or why it gave nothing; null when there is nothing to say. */
  readonly note: string | null;
}

const NOTHING: Refreshed = { newBars: 0, note: null };

/**
 * Brings the store up to the last closed bar. Asks for nothing that the store already has. A vendor out of
 * reach is no failure: there is nothing new then, and a note.
 */
export async function refreshBars(
  feed: BarFeed,
  instrument: Instrument,
  options: FeedOptions,
): Promise<Refreshed> {
  const { provider, source } = feed;
  if (!provider) return NOTHING;
  const { store, clock, interval } = options;
  const toMs = clock.now();
  const [newest] = store.load({ source, symbol: instrument.symbol, interval }, { last: 1, toMs }).time;
  const fromMs = newest === undefined ? backfillFrom(instrument, options) : newest + intervalMs(interval);
  if (fromMs + intervalMs(interval) > toMs) return NOTHING;
  const request = { instrument, interval, fromMs, toMs, asOfMs: toMs };
  try {
    const { inserted, notes } = await bringBars({ source, provider }, request, { store });
    return { newBars: inserted, note: notes.length > 0 ? notes.join(' ') : null };
  } catch (error) {
    if (error instanceof VendorError) return { newBars: 0, note: error.message };
    throw error;
  }
}

/** Open time from which bars of a symbol that has none are fetched. */
export function backfillFrom(
  { assetClass }: Instrument,
  { clock, interval, backfillBars }: Omit<FeedOptions, 'store'>,
): number {
  const step = intervalMs(interval);
  const fromMs = clock.now() - Math.ceil(backfillBars * calendarStretch(assetClass, interval)) * step;
  return Math.floor(fromMs / step) * step;
}

/** The newest `count` bars that have closed by now. */
export function newestBars(
  feed: BarFeed,
  { symbol }: Instrument,
  { store, clock, interval, count }: Omit<FeedOptions, 'backfillBars'> & { readonly count: number },
): BarSeries {
  // A bar has closed by now when the bar that opens where it ends has opened.
  const toMs = clock.now() - intervalMs(interval) + 1;
  return toMs <= 0
    ? emptySeries(symbol, interval)
    : store.load({ source: feed.source, symbol, interval }, { toMs, last: count });
}
