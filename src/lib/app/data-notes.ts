import type { BarSeries } from '../core/bar-series.ts';
import { isoTime, utcDay } from '../core/clock.ts';
import type { AssetClass } from '../core/instrument.ts';
import { findGaps } from '../market/find-gaps.ts';
import { session } from '../market/sessions.ts';
import { possibleSplits } from './data-splits.ts';

/** The session calendar holds from this day on. */
const CALENDAR_FROM_MS = Date.UTC(1998, 0, 1);
const SHOWN_SPLITS = 5;

/** What is odd about valid bars, a sentence each: gaps, bars of closed markets, bars without trades, splits. */
export function seriesNotes(series: BarSeries, assetClass: AssetClass): string[] {
  return [
    ...gapNote(series, assetClass),
    ...(assetClass === 'stock' ? [...sessionNote(series), ...splitNotes(series)] : []),
    ...zeroVolumeNote(series),
  ];
}

export interface GapSummary {
  readonly gaps: number;
  /** Bars that are absent in all of them. */
  readonly missing: number;
  readonly firstMs: number | null;
}

/** Gaps since the calendar is known; days when the market was shut are none. */
export function summarizeGaps(series: BarSeries, assetClass: AssetClass): GapSummary {
  const gaps = findGaps(series, { assetClass }).filter(gap => gap.fromMs >= CALENDAR_FROM_MS);
  const missing = gaps.reduce((sum, gap) => sum + gap.missing, 0);
  return { gaps: gaps.length, missing, firstMs: gaps[0]?.fromMs ?? null };
}

function gapNote(series: BarSeries, assetClass: AssetClass): string[] {
  const { gaps, missing, firstMs } = summarizeGaps(series, assetClass);
  if (firstMs === null) return [];
  return [`${count(missing, 'bar')} absent in ${count(gaps, 'gap')}, the first at ${isoTime(firstMs)}`];
}

function sessionNote(series: BarSeries): string[] {
  const strays = Array.from(series.time).filter(
    timeMs => timeMs >= CALENDAR_FROM_MS && session(timeMs) === null,
  );
  if (strays.length === 0) return [];
  return [
    `${count(strays.length, 'bar')} on days when the New York exchange was shut, the first on ${utcDay(strays[0]!)}`,
  ];
}

function splitNotes(series: BarSeries): string[] {
  if (series.interval !== '1d') return [];
  const splits = possibleSplits(series);
  const more = splits.length - SHOWN_SPLITS;
  return more > 0 ? [...splits.slice(0, SHOWN_SPLITS), `${more} more possible splits`] : splits;
}

function zeroVolumeNote(series: BarSeries): string[] {
  const zeros = series.volume.reduce((sum, volume) => sum + (volume === 0 ? 1 : 0), 0);
  return zeros === 0 ? [] : [`${count(zeros, 'bar')} with a volume of zero`];
}

const count = (number: number, noun: string): string =>
  `${number.toLocaleString('en-US')} ${noun}${number === 1 ? '' : 's'}`;
