import { basename } from 'node:path';
import type { BarSeries } from '../../core/bar-series.ts';
import { isoTime } from '../../core/clock.ts';
import { dataError, HiveError, usageError } from '../../core/errors.ts';
import type { Instrument } from '../../core/instrument.ts';
import { type Interval, intervalMs } from '../../core/interval.ts';
import type { BarFile } from '../../market/csv/read-bar-file.ts';
import type { ReadOptions } from '../../market/csv/read-options.ts';
import { resample } from '../../market/resample.ts';
import { validateBars } from '../../market/validate-bars.ts';
import type { Adapters } from '../adapters.ts';
import { findSplits } from '../data-splits.ts';
import type { BarsRequest } from './bars-request.ts';
import type { BarsFrom, SourcedBars } from './loaded-bars.ts';

interface ReadFile {
  readonly instrument: Instrument;
  readonly file: BarFile;
}

/** Bars from files, one for each symbol; their repairs are counted and named. */
export async function fileBars(adapters: Adapters, request: BarsRequest): Promise<BarsFrom> {
  const read = await adapters.barFileReader();
  const nowMs = adapters.clock.now();
  const files = request.instruments.map((instrument, i) => {
    const options = { ...request.reading, instrument, nowMs };
    const file = readWith(read, request.files[i]!, { options, interval: request.interval });
    validateBars(file.series, { origin: file.name, lines: file.lines });
    if (!request.acceptSplits) refuseSplits({ instrument, file });
    return { instrument, file };
  });
  const interval = request.interval ?? commonInterval(files);
  return {
    source: files.map(({ file }) => file.name).join(', '),
    market: 'real',
    interval,
    fromMs: request.fromMs,
    symbols: files.map(({ file }) => sourced(file, interval, request.detail)),
  };
}

/** A file of one bar does not tell its size: then, and only then, the one that was asked for is believed. */
function readWith(
  read: (path: string, options: ReadOptions) => BarFile,
  path: string,
  { options, interval }: { options: ReadOptions; interval: Interval | null },
): BarFile {
  try {
    return read(path, options);
  } catch (error) {
    if (!(error instanceof HiveError)) throw error;
    if (error.code === 'INTERVAL_UNKNOWN' && interval !== null) return read(path, { ...options, interval });
    throw inFile(error, basename(path));
  }
}

/** The reader's sentences do not all say which file they are about, and there may be several. */
function inFile(error: HiveError, name: string): HiveError {
  if (error.message.includes(name)) return error;
  const { code, message, next, kind, retryable } = error;
  return new HiveError({ code, message: `${name}: ${message}`, next, kind, retryable, cause: error });
}

function sourced({ series, report }: BarFile, interval: Interval, detail: Interval | null): SourcedBars {
  return {
    series: toInterval(series, interval),
    detail: detail === null ? null : toInterval(series, detail),
    repairs: [...report.repairs],
    dropped: [...report.dropped],
    warnings: report.warnings,
    assumptions: report.assumptions,
  };
}

const toInterval = (series: BarSeries, interval: Interval): BarSeries =>
  series.interval === interval ? series : resample(series, interval);

function commonInterval(files: readonly ReadFile[]): Interval {
  const [first, ...others] = files;
  const other = others.find(({ file }) => file.series.interval !== first!.file.series.interval);
  if (!other) return first!.file.series.interval;
  const coarser = [first!, other].map(({ file }) => file.series.interval);
  coarser.sort((a, b) => intervalMs(b) - intervalMs(a));
  throw usageError({
    code: 'INTERVAL_MISMATCH',
    message: `${first!.file.name} holds bars of ${first!.file.series.interval}, ${other.file.name} of ${other.file.series.interval}.`,
    next: `Say which to test on: --interval ${coarser[0]}.`,
  });
}

function refuseSplits({ instrument, file }: ReadFile): void {
  if (instrument.assetClass !== 'stock') return;
  const [split] = findSplits(file.series);
  if (!split) return;
  throw dataError({
    code: 'POSSIBLE_SPLIT',
    message:
      `${file.name}, line ${file.lines[split.row]}: the price of ${instrument.symbol} jumps as in a ` +
      `${split.ratio} split at ${isoTime(file.series.time[split.row]!).slice(0, 10)}; unadjusted prices would make it a loss or a gain.`,
    next: 'Use adjusted prices (--adjusted, where the file has them), or go on as they are with --accept-splits.',
  });
}
