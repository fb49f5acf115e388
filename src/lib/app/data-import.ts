import { type BarSeries, closeTimeMs, indexAtOrAfter, sliceSeries } from '../core/bar-series.ts';
import { type Clock, isoTime } from '../core/clock.ts';
import { dataError } from '../core/errors.ts';
import { shortHash } from '../core/hash.ts';
import { type Interval, intervalMs } from '../core/interval.ts';
import type { BarFile } from '../market/csv/read-bar-file.ts';
import type { ReadOptions, ReadReport } from '../market/csv/read-options.ts';
import { resample } from '../market/resample.ts';
import { validateBars } from '../market/validate-bars.ts';
import { type BarComparison, compareBars } from '../store/bar-rows.ts';
import type { BarStore } from '../store/ports.ts';
import { seriesNotes } from './data-notes.ts';

/** Source name of imported bars. */
export const IMPORT_SOURCE = 'csv';

export interface ImportRequest extends Omit<ReadOptions, 'nowMs'> {
  readonly path: string;
  /** Store bars of this coarser interval, made of the file's. */
  readonly resample?: Interval | undefined;
  /** Overwrite stored bars that differ. */
  readonly replace?: boolean | undefined;
  /** Judge only; write nothing. */
  readonly dryRun?: boolean | undefined;
}

export interface ImportPorts {
  readonly bars: BarStore;
  readonly clock: Clock;
  readonly readFile: (path: string, options: ReadOptions) => BarFile;
}

export interface ImportReport extends ReadReport {
  readonly file: string;
  readonly sha256: string;
  readonly symbol: string;
  readonly interval: Interval;
  readonly source: typeof IMPORT_SOURCE;
  /** Bars after resampling; equals `rowsKept` without it. */
  readonly bars: number;
  /** Open times of the first and last bar, ISO. */
  readonly from: string;
  readonly to: string;
  readonly dryRun: boolean;
  /** What a dry run would have written, or what was written. */
  readonly inserted: number;
  readonly unchanged: number;
  readonly replaced: number;
}

/**
 * Reads a file of bars and stores all of it or nothing.
 * @throws HiveError on every refusal of the reader, and (data, STORED_BARS_DIFFER) when stored bars have other values
 * and `replace` is not set.
 */
export function importBars(request: ImportRequest, { bars, clock, readFile }: ImportPorts): ImportReport {
  const nowMs = clock.now();
  const file = readFile(request.path, { ...request, nowMs });
  validateBars(file.series, { origin: file.name, lines: file.lines });
  const series = request.resample ? coarser(file.series, request.resample, { request, nowMs }) : file.series;
  const comparison = compareWithStored(series, bars);
  if (comparison.conflicting.length > 0 && !request.replace) throw storedDiffer(series, comparison);
  if (!request.dryRun) {
    const origin = `${file.name} ${shortHash(file.sha256)}`;
    bars.write(IMPORT_SOURCE, series, { origin, atMs: nowMs, replace: request.replace ?? false });
  }
  return {
    ...file.report,
    warnings: [...file.report.warnings, ...seriesNotes(series, request.instrument.assetClass)],
    file: file.name,
    sha256: file.sha256,
    symbol: series.symbol,
    interval: series.interval,
    source: IMPORT_SOURCE,
    bars: series.length,
    from: isoTime(series.time[0]!),
    to: isoTime(series.time[series.length - 1]!),
    dryRun: request.dryRun ?? false,
    inserted: comparison.missing.length,
    unchanged: comparison.unchanged,
    replaced: comparison.conflicting.length,
  };
}

/** A coin trades all day, so that a coarse bar with its start or end beyond the file would be a wrong one. */
function coarser(
  series: BarSeries,
  interval: Interval,
  { request, nowMs }: { request: ImportRequest; nowMs: number },
): BarSeries {
  const isCrypto = request.instrument.assetClass === 'crypto';
  const step = intervalMs(interval);
  const firstWhole = Math.ceil(series.time[0]! / step) * step;
  const whole = isCrypto ? sliceSeries(series, indexAtOrAfter(series, firstWhole)) : series;
  const endMs = isCrypto ? closeTimeMs(series, series.length - 1) : nowMs;
  const result = resample(whole, interval, endMs);
  if (result.length > 0) return result;
  throw dataError({
    code: 'NO_ROWS',
    message: `The file's ${series.length} bars of ${series.interval} do not fill one bar of ${interval}.`,
    next: `Import a longer file, or without --resample.`,
  });
}

function compareWithStored(series: BarSeries, bars: BarStore): BarComparison {
  const { symbol, interval } = series;
  const range = { fromMs: series.time[0]!, toMs: series.time[series.length - 1]! + 1 };
  return compareBars(bars.load({ source: IMPORT_SOURCE, symbol, interval }, range), series);
}

function storedDiffer(series: BarSeries, { conflicting }: BarComparison) {
  const first = isoTime(series.time[conflicting[0]!]!);
  return dataError({
    code: 'STORED_BARS_DIFFER',
    message: `${conflicting.length} of ${series.length} bars of ${series.symbol} ${series.interval} differ from the stored ones, the first at ${first}; nothing was written.`,
    next: 'Overwrite the stored bars with --replace, or leave them.',
  });
}
