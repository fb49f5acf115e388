import { isoTime } from '../../core/clock.ts';
import type { BarRequest, BarSource } from '../../market/bar-source.ts';
import { type DroppedRows, type FetchedBars, isVendor, type VendorBars } from '../../market/vendor-bars.ts';
import type { BarKey, BarStore, BarWrite } from '../../store/ports.ts';
import { storedRange } from './stored-range.ts';

/** What one request brought into the store. */
export interface Brought extends BarWrite {
  /** Whether stored bars that differ were overwritten. */
  readonly replaced: boolean;
  readonly dropped: readonly DroppedRows[];
  /** Sentences for the user. */
  readonly notes: readonly string[];
}

interface Source {
  readonly source: string;
  readonly provider: BarSource;
}

interface BringOptions {
  readonly store: BarStore;
  /** Overwrite stored bars that differ. */
  readonly replace?: boolean;
}

/**
 * Asks for a range of bars and stores what comes. After a split the whole stored series is fetched anew, since
 * its prices are in old shares.
 * @throws VendorError when the vendor gives none; nothing is written then.
 */
export async function bringBars(feed: Source, request: BarRequest, options: BringOptions): Promise<Brought> {
  const { source, provider } = feed;
  const { store, replace = false } = options;
  const atMs = request.asOfMs;
  if (!isVendor(provider)) {
    const series = await provider.bars(request);
    const written = store.write(source, series, { origin: provider.name, atMs, replace });
    return { ...written, replaced: replace, dropped: [], notes: [] };
  }
  const key = { source, symbol: request.instrument.symbol, interval: request.interval };
  const fetched = await provider.fetch(request);
  const again = isSplitSince(fetched, store, key)
    ? await fetchAgain(provider, request, { store, key })
    : null;
  return written(again ?? fetched, {
    source,
    vendor: provider.name,
    atMs,
    store,
    replace: replace || !!again,
  });
}

/** Whether a split came after the newest stored bar. */
function isSplitSince({ splits }: FetchedBars, store: BarStore, key: BarKey): boolean {
  const [newestMs] = store.load(key, { last: 1 }).time;
  return newestMs !== undefined && splits.some(({ timeMs }) => timeMs > newestMs);
}

async function fetchAgain(
  provider: VendorBars,
  request: BarRequest,
  { store, key }: { store: BarStore; key: BarKey },
): Promise<FetchedBars> {
  const firstMs = storedRange(store, key)?.firstMs ?? request.fromMs;
  const fromMs = Math.min(firstMs, request.fromMs);
  const fetched = await provider.fetch({ ...request, fromMs });
  if (fetched.request === null) return fetched;
  const { symbol } = key;
  const reachedMs = fetched.series.time[0] ?? request.toMs;
  const left =
    reachedMs > firstMs
      ? ` Bars before ${isoTime(reachedMs)} could not be fetched again: their prices are in old shares.`
      : '';
  const note = `${symbol} was split: its stored bars were fetched again, in new shares.${left}`;
  return { ...fetched, notes: [...fetched.notes, note] };
}

interface Target {
  readonly source: string;
  readonly vendor: string;
  readonly atMs: number;
  readonly store: BarStore;
  readonly replace: boolean;
}

function written(bars: FetchedBars, { source, vendor, atMs, store, replace }: Target): Brought {
  const { series, request, prices, rawClose, adjustedClose, dropped, notes } = bars;
  const fetched = { vendor, request: request ?? '', prices, rawClose, adjustedClose };
  const result = store.write(source, series, { origin: vendor, atMs, replace, fetched });
  return { ...result, replaced: replace, dropped, notes };
}
