import type { BarSeries } from '../core/bar-series.ts';
import { isoTime } from '../core/clock.ts';
import { dataError, HiveError } from '../core/errors.ts';
import { type AssetClass, parseInstrument } from '../core/instrument.ts';
import type { Interval } from '../core/interval.ts';
import { validateBars } from '../market/validate-bars.ts';
import type { BarInventory, BarStore } from '../store/ports.ts';
import { seriesNotes, summarizeGaps } from './data-notes.ts';

export interface SeriesVerdict {
  readonly symbol: string;
  readonly assetClass: AssetClass;
  readonly interval: Interval;
  readonly source: string;
  readonly rows: number;
  readonly gaps: number;
  readonly missing: number;
  /** Open time of the first absent bar, ISO; null without gaps. */
  readonly firstGap: string | null;
  /** What makes the series unusable; null when it is sound. */
  readonly fault: string | null;
  /** Odd, but usable. */
  readonly notes: readonly string[];
}

export interface VerifyReport {
  readonly series: readonly SeriesVerdict[];
  readonly broken: number;
}

/**
 * Checks every stored series again: order, duplicates, prices, gaps. Gaps and oddities are told; only rows that no
 * computation may use count as broken.
 * @throws HiveError (data, NO_BARS) when bars of `symbol` were asked for and none are stored.
 */
export function verifyBars(bars: BarStore, symbol?: string): VerifyReport {
  const wanted = symbol === undefined ? undefined : parseInstrument(symbol).symbol;
  const entries = bars.inventory().filter(entry => wanted === undefined || entry.symbol === wanted);
  if (wanted !== undefined && entries.length === 0) throw noBars(wanted);
  const series = entries.map(entry => verifySeries(bars.load(entry), entry));
  return { series, broken: series.filter(verdict => verdict.fault !== null).length };
}

export const noBars = (symbol: string) =>
  dataError({
    code: 'NO_BARS',
    message: `No bars of ${symbol} are stored.`,
    next: `Import some with hive data import FILE --symbol ${symbol}; hive data list shows what there is.`,
  });

function verifySeries(series: BarSeries, entry: BarInventory): SeriesVerdict {
  const { symbol, assetClass, interval, source } = entry;
  const fault = faultOf(series, `stored bars (${source})`);
  const gaps = fault === null ? summarizeGaps(series, assetClass) : { gaps: 0, missing: 0, firstMs: null };
  return {
    symbol,
    assetClass,
    interval,
    source,
    rows: series.length,
    gaps: gaps.gaps,
    missing: gaps.missing,
    firstGap: gaps.firstMs === null ? null : isoTime(gaps.firstMs),
    fault,
    notes: fault === null ? seriesNotes(series, assetClass) : [],
  };
}

function faultOf(series: BarSeries, origin: string): string | null {
  try {
    validateBars(series, { origin });
    return null;
  } catch (error) {
    if (error instanceof HiveError) return error.message;
    throw error;
  }
}
