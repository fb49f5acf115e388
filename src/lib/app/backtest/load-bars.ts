import { indexAtOrAfter, sliceSeries } from '../../core/bar-series.ts';
import { dataError } from '../../core/errors.ts';
import { intervalMs } from '../../core/interval.ts';
import type { Adapters } from '../adapters.ts';
import { seriesNotes } from '../data-notes.ts';
import { type BarsRequest, refuseCoarseDetail } from './bars-request.ts';
import { fileBars } from './file-bars.ts';
import type { BarsFrom, LoadedBars, LoadedSymbol, SourcedBars } from './loaded-bars.ts';
import { simulatedBars } from './simulated-bars.ts';
import { storedBars } from './stored-bars.ts';

/**
 * The bars of a request, checked: from files, from the store, or from the simulated market. At most `warmUpBars`
 * bars before `--from` are kept to warm up on; without `--from` every bar may trade, but on the simulated market,
 * whose past can be asked for.
 * @throws HiveError (data) when there are none, or when they cannot be trusted.
 */
export async function loadBars(
  adapters: Adapters,
  request: BarsRequest,
  warmUpBars: number,
): Promise<LoadedBars> {
  const from = await chooseSource(adapters, request, warmUpBars);
  if (request.detail !== null) refuseCoarseDetail(request.detail, from.interval);
  const symbols = request.instruments.map((instrument, i) => {
    const range = { fromMs: from.fromMs, toMs: request.toMs };
    const { series, detail } = cutRange(from.symbols[i]!, range, warmUpBars);
    return loadedSymbol({ instrument, series, detail }, from.fromMs);
  });
  const warnings = from.symbols.flatMap((sourced, i) => warningsOf(sourced, symbols[i]!));
  return {
    symbols,
    interval: from.interval,
    detail: request.detail,
    source: from.source,
    market: from.market,
    repairs: from.symbols.flatMap(({ repairs }) => repairs),
    dropped: from.symbols.flatMap(({ dropped }) => dropped),
    notes: [...warnings, ...from.symbols.flatMap(({ assumptions }, i) => named(symbols[i]!, assumptions))],
    warnings,
  };
}

async function chooseSource(adapters: Adapters, request: BarsRequest, warmUpBars: number): Promise<BarsFrom> {
  if (request.files.length > 0) return fileBars(adapters, request);
  return (await storedBars(adapters, request)) ?? simulatedBars(adapters, request, warmUpBars);
}

type TimeRange = Pick<BarsRequest, 'fromMs' | 'toMs'>;

function cutRange({ series, detail }: SourcedBars, { fromMs, toMs }: TimeRange, warmUpBars: number) {
  const end = toMs === null ? series.length : indexAtOrAfter(series, toMs);
  const first = fromMs === null ? 0 : indexAtOrAfter(series, fromMs);
  const cut = sliceSeries(series, first - warmUpBars, end);
  if (!detail || cut.length === 0) return { series: cut, detail };
  const endMs = cut.time[cut.length - 1]! + intervalMs(series.interval);
  return {
    series: cut,
    detail: sliceSeries(detail, indexAtOrAfter(detail, cut.time[0]!), indexAtOrAfter(detail, endMs)),
  };
}

function loadedSymbol(loaded: Omit<LoadedSymbol, 'firstBar'>, fromMs: number | null): LoadedSymbol {
  const { series, instrument } = loaded;
  const firstBar = fromMs === null ? 0 : indexAtOrAfter(series, fromMs);
  if (series.length > firstBar) return { ...loaded, firstBar };
  throw dataError({
    code: 'NO_BARS',
    message: `There is no bar of ${instrument.symbol} at ${series.interval} in that range.`,
    next: 'Choose another --from and --to; hive data list shows what is stored.',
  });
}

const warningsOf = (sourced: SourcedBars, loaded: LoadedSymbol): string[] =>
  named(loaded, [
    ...sourced.repairs.map(finding => changed(finding, 'repaired')),
    ...sourced.dropped.map(finding => changed(finding, 'dropped')),
    ...sourced.warnings,
    ...seriesNotes(loaded.series, loaded.instrument.assetClass),
  ]);

const changed = ({ kind, count, firstLine, example }: SourcedBars['repairs'][number], done: string): string =>
  `${count} ${count === 1 ? 'row' : 'rows'} ${done} (${kind}), the first in line ${firstLine}: ${example}`;

const named = ({ instrument }: LoadedSymbol, notes: readonly string[]): string[] =>
  notes.map(note => `${instrument.symbol}: ${note}`);
