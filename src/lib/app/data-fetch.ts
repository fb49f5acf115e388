import type { Config } from '../config/schema.ts';
import { type Clock, isoTime } from '../core/clock.ts';
import { configError, HiveError } from '../core/errors.ts';
import { type Instrument, parseInstrument } from '../core/instrument.ts';
import type { Interval } from '../core/interval.ts';
import { type BackOff, isVendor } from '../market/vendor-bars.ts';
import type { BarStore } from '../store/ports.ts';
import type { BarFeed } from './bars/bar-feed.ts';
import { type FetchTask, fetchSymbol, type SymbolFetch } from './fetch-symbol.ts';
import { instruments, type SourceName, sourceOf } from './settings.ts';

export interface FetchRequest {
  /** In any spelling; none is everything that is configured. */
  readonly symbols: readonly string[];
  /** Instead of the one that is configured for the class. */
  readonly source?: SourceName | undefined;
  readonly interval?: Interval | undefined;
  /** Open times in [fromMs, toMs); without them what came since the newest stored bar. */
  readonly fromMs?: number | undefined;
  readonly toMs?: number | undefined;
  /** Fetch stored bars again and overwrite those that differ. */
  readonly replace?: boolean | undefined;
  readonly onProgress?: (done: number, total: number) => void;
}

export interface FetchPorts {
  readonly config: Config;
  readonly clock: Clock;
  readonly bars: BarStore;
  readonly feedOf: (source: SourceName) => Promise<BarFeed>;
}

export interface FetchReport {
  readonly series: readonly SymbolFetch[];
  /** While there is one, nothing is asked of that vendor. */
  readonly backOff: { readonly until: string; readonly why: string } | null;
  readonly warnings: readonly string[];
}

/**
 * Brings bars into the store, symbol by symbol; asks only for what is missing.
 * @throws HiveError (broker or data) when not one symbol could be fetched, (config) when nothing is to be
 * fetched from anywhere.
 */
export async function fetchBars(request: FetchRequest, ports: FetchPorts): Promise<FetchReport> {
  const { config, clock } = ports;
  const tasks = await tasksOf(request, ports);
  const series: SymbolFetch[] = [];
  const failures: HiveError[] = [];
  for (const task of tasks) {
    const { result, failure } = await fetchSymbol(task, { bars: ports.bars, clock });
    series.push(result);
    if (failure) failures.push(failure);
    request.onProgress?.(series.length, tasks.length);
  }
  refuseNone(series, failures);
  const backOffs = tasks.flatMap(({ feed }) => backOffOf(feed) ?? []);
  const [backOff] = backOffs;
  const csv = request.symbols.length === 0 && !request.source ? importedClasses(config) : [];
  return {
    series,
    backOff: backOff ? { until: isoTime(backOff.untilMs), why: backOff.why } : null,
    warnings: [...csv, ...new Set(series.flatMap(({ notes }) => notes))],
  };
}

const backOffOf = ({ provider }: FetchTask['feed']): BackOff | null =>
  isVendor(provider) ? provider.backOff() : null;

async function tasksOf(request: FetchRequest, { config, feedOf }: FetchPorts): Promise<FetchTask[]> {
  const asked = request.symbols.length > 0 ? request.symbols.map(parseInstrument) : instruments(config);
  const tasks: FetchTask[] = [];
  for (const instrument of asked) {
    const { source, provider } = await feedOf(request.source ?? sourceOf(config, instrument.assetClass));
    if (!provider) continue;
    const interval = request.interval ?? config.market.interval;
    const { backfillBars } = config.market;
    tasks.push({ ...request, feed: { source, provider }, instrument, interval, backfillBars });
  }
  if (tasks.length === 0) throw nothingToFetch(asked);
  return tasks;
}

const nothingToFetch = (asked: readonly Instrument[]) =>
  configError({
    code: 'NOTHING_TO_FETCH',
    message: `The bars of ${asked.map(({ symbol }) => symbol).join(', ')} are imported, not fetched.`,
    next: 'Name a source with --source yahoo, or set market.crypto.source and market.stocks.source.',
  });

/** A sentence for each class that is left out because its bars are imported. */
const importedClasses = ({ market }: Config): string[] =>
  (['crypto', 'stocks'] as const)
    .filter(name => market[name].source === 'csv' && market[name].symbols.length > 0)
    .map(name => `market.${name}.source is csv: these bars are imported, not fetched.`);

/** A run that got nothing because nothing may be asked yet is no failure; its notes say so. */
function refuseNone(series: readonly SymbolFetch[], failures: readonly HiveError[]): void {
  const first = failures.find(({ kind }) => kind === 'broker') ?? failures[0];
  const isNone = series.every(({ outcome }) => outcome === 'failed' || outcome === 'waiting');
  if (!first || !isNone) return;
  const { code, kind, next, retryable, message } = first;
  if (series.length === 1) throw first;
  throw new HiveError({
    ...{ code, kind, next, retryable, cause: first },
    message: `None of ${series.length} symbols could be fetched; the first failure: ${message}`,
  });
}
