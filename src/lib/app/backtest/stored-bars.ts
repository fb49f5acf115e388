import { isoTime } from '../../core/clock.ts';
import { dataError } from '../../core/errors.ts';
import type { Instrument } from '../../core/instrument.ts';
import { type Interval, intervalMs, intervalNames } from '../../core/interval.ts';
import { resample } from '../../market/resample.ts';
import { validateBars } from '../../market/validate-bars.ts';
import type { BarInventory, BarStore } from '../../store/ports.ts';
import type { Adapters } from '../adapters.ts';
import { IMPORT_SOURCE } from '../data-import.ts';
import { findSplits } from '../data-splits.ts';
import { marketOf } from '../settings.ts';
import type { BarsRequest } from './bars-request.ts';
import type { BarsFrom, SourcedBars } from './loaded-bars.ts';

/**
 * Stored bars: those that were imported, when there are some of every symbol, or those of the source that was named.
 * Null when the simulated market is to be asked.
 * @throws HiveError (data, NO_BARS) when a source was named, or the configuration names one, that has none.
 */
export async function storedBars(adapters: Adapters, request: BarsRequest): Promise<BarsFrom | null> {
  const { bars } = await adapters.storeToRead();
  const inventory = bars.inventory();
  const isImported = request.instruments.every(({ symbol }) => has(inventory, IMPORT_SOURCE, symbol));
  const source = request.source ?? (isImported ? IMPORT_SOURCE : configuredSource(adapters, request));
  if (source.startsWith('simulated')) return null;
  const interval = request.interval ?? commonInterval(inventory, source, request);
  return {
    source: source === IMPORT_SOURCE ? 'imported bars' : `stored bars (${source})`,
    market: 'real',
    interval,
    fromMs: request.fromMs,
    symbols: request.instruments.map(instrument =>
      loadSymbol(bars, inventory, { source, instrument, interval, request }),
    ),
  };
}

const has = (inventory: readonly BarInventory[], source: string, symbol: string): boolean =>
  inventory.some(entry => entry.source === source && entry.symbol === symbol);

const configuredSource = ({ config }: Adapters, { instruments }: BarsRequest): string =>
  marketOf(config, instruments[0]!.assetClass);

/** The configured bar size when all symbols have it, else the coarsest that they all have. */
function commonInterval(
  inventory: readonly BarInventory[],
  source: string,
  { instruments }: BarsRequest,
): Interval {
  const common = intervalNames
    .toReversed()
    .find(interval =>
      instruments.every(({ symbol }) =>
        inventory.some(
          entry => entry.source === source && entry.symbol === symbol && entry.interval === interval,
        ),
      ),
    );
  if (common) return common;
  const lacking = instruments.find(({ symbol }) => !has(inventory, source, symbol)) ?? instruments[0]!;
  throw noStored(lacking, source);
}

const noStored = ({ symbol }: Instrument, source: string, interval?: Interval) =>
  dataError({
    code: 'NO_BARS',
    message: `No bars of ${symbol}${interval ? ` at ${interval} or finer` : ''} are stored from ${source}.`,
    next: `Import some with hive data import FILE --symbol ${symbol}, or name a file with --bars.`,
  });

interface Wanted {
  readonly source: string;
  readonly instrument: Instrument;
  readonly interval: Interval;
  readonly request: BarsRequest;
}

function loadSymbol(
  bars: BarStore,
  inventory: readonly BarInventory[],
  { source, instrument, interval, request }: Wanted,
): SourcedBars {
  const load = (wanted: Interval) => {
    const stored = coarsestUpTo(inventory, { source, instrument, interval: wanted });
    const series = bars.load({ source, symbol: instrument.symbol, interval: stored });
    validateBars(series, { origin: `stored bars (${source})` });
    return stored === wanted ? series : resample(series, wanted);
  };
  const series = load(interval);
  if (instrument.assetClass === 'stock' && !request.acceptSplits) refuseStoredSplits(instrument, series);
  const detail = request.detail === null ? null : load(request.detail);
  return { series, detail, repairs: [], dropped: [], warnings: [], assumptions: [] };
}

function coarsestUpTo(
  inventory: readonly BarInventory[],
  { source, instrument, interval }: Omit<Wanted, 'request'>,
): Interval {
  const fitting = inventory
    .filter(entry => entry.source === source && entry.symbol === instrument.symbol)
    .map(entry => entry.interval)
    .filter(stored => intervalMs(stored) <= intervalMs(interval))
    .sort((a, b) => intervalMs(b) - intervalMs(a));
  if (fitting[0]) return fitting[0];
  throw noStored(instrument, source, interval);
}

function refuseStoredSplits(instrument: Instrument, series: Parameters<typeof findSplits>[0]): void {
  const [split] = findSplits(series);
  if (!split) return;
  throw dataError({
    code: 'POSSIBLE_SPLIT',
    message: `The stored price of ${instrument.symbol} jumps as in a ${split.ratio} split at ${isoTime(series.time[split.row]!).slice(0, 10)}; unadjusted prices would make it a loss or a gain.`,
    next: 'Import adjusted prices (hive data import --adjusted --replace), or go on as they are with --accept-splits.',
  });
}
