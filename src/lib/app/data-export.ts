import { BAR_COLUMNS, type BarSeries, barAt } from '../core/bar-series.ts';
import { isoTime } from '../core/clock.ts';
import { dataError, usageError } from '../core/errors.ts';
import { parseInstrument } from '../core/instrument.ts';
import type { Interval } from '../core/interval.ts';
import type { BarKey, BarStore } from '../store/ports.ts';
import { noBars } from './data-verify.ts';

export const EXPORT_FORMATS = ['csv', 'json'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export interface ExportRequest {
  readonly symbol: string;
  readonly interval: Interval;
  /** Needed only when bars of several sources are stored. */
  readonly source?: string | undefined;
  readonly format: ExportFormat;
  /** Open times from `fromMs` up to but excluding `toMs`. */
  readonly fromMs?: number | undefined;
  readonly toMs?: number | undefined;
  /** File to write; the caller prints `text` when there is none. */
  readonly out?: string | undefined;
}

export interface ExportPorts {
  readonly bars: BarStore;
  readonly writeFile: (path: string, text: string) => void | Promise<void>;
}

export interface ExportedBar {
  readonly time: string;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  /** Null when unknown. */
  readonly volume: number | null;
}

export interface ExportReport {
  readonly symbol: string;
  readonly interval: Interval;
  readonly source: string;
  readonly rows: number;
  readonly out: string | null;
  /** Null when they went into the file `out`. */
  readonly bars: readonly ExportedBar[] | null;
}

/**
 * Writes or returns stored bars in the canonical form: ISO time, open, high, low, close, volume, shortest decimals that
 * read back as the same numbers. Importing an export gives the same bars.
 * @throws HiveError (data) when nothing is stored in the range, (usage) when the source is ambiguous.
 */
export async function exportBars(
  request: ExportRequest,
  { bars, writeFile }: ExportPorts,
): Promise<{ report: ExportReport; text: string }> {
  const key = storedKey(request, bars);
  const series = bars.load(key, rangeOf(request));
  if (series.length === 0) throw emptyRange(key);
  const rows = exportedBars(series);
  const text = request.format === 'csv' ? csvText(rows) : jsonText(rows);
  if (request.out !== undefined) await writeFile(request.out, text);
  const out = request.out ?? null;
  const report = { ...key, rows: series.length, out, bars: out === null ? rows : null };
  return { report, text };
}

/**
 * The stored series that a symbol, an interval and perhaps a source name.
 * @throws HiveError (data) when there is none, (usage) when there are several.
 */
export function storedKey(
  { symbol, interval, source }: Pick<ExportRequest, 'symbol' | 'interval' | 'source'>,
  bars: BarStore,
): BarKey {
  const name = parseInstrument(symbol).symbol;
  const stored = bars.inventory().filter(entry => entry.symbol === name);
  if (stored.length === 0) throw noBars(name);
  const fitting = stored.filter(
    entry => entry.interval === interval && (source === undefined || entry.source === source),
  );
  if (fitting.length > 1) throw severalSources(fitting);
  const [only] = fitting;
  if (only) return { source: only.source, symbol: name, interval };
  const known = stored.map(entry => `${entry.interval} (${entry.source})`).join(', ');
  throw dataError({
    code: 'NO_BARS',
    message: `No bars of ${name} at ${interval}${source ? ` from ${source}` : ''} are stored; there are ${known}.`,
    next: 'Ask for one of these with --interval and --source.',
  });
}

function severalSources(fitting: readonly BarKey[]) {
  const sources = fitting.map(entry => entry.source);
  return usageError({
    code: 'SOURCE_AMBIGUOUS',
    message: `Bars of ${fitting[0]!.symbol} at ${fitting[0]!.interval} are stored from ${sources.join(' and ')}.`,
    next: `Choose one: --source ${sources[0]}`,
  });
}

const rangeOf = ({ fromMs, toMs }: ExportRequest) => ({
  ...(fromMs === undefined ? {} : { fromMs }),
  ...(toMs === undefined ? {} : { toMs }),
});

const emptyRange = ({ symbol, interval }: BarKey) =>
  dataError({
    code: 'NO_BARS',
    message: `No stored bar of ${symbol} at ${interval} lies between --from and --to.`,
    next: 'Ask for a wider range; hive data list shows what there is.',
  });

/** Bars as people and programs outside read them. */
export function exportedBars(series: BarSeries): ExportedBar[] {
  return Array.from({ length: series.length }, (_, index) => {
    const { timeMs, volume, ...prices } = barAt(series, index);
    return { time: isoTime(timeMs), ...prices, volume: Number.isNaN(volume) ? null : volume };
  });
}

function csvText(rows: readonly ExportedBar[]): string {
  const lines = rows.map(row => BAR_COLUMNS.map(column => row[column] ?? '').join(','));
  return `${BAR_COLUMNS.join(',')}\n${lines.join('\n')}\n`;
}

/** One bar a line, so that text tools can work on it. */
const jsonText = (rows: readonly ExportedBar[]): string =>
  `[\n${rows.map(row => JSON.stringify(row)).join(',\n')}\n]\n`;
