import { DAY_MS } from '../core/interval.ts';
import { finite } from './finite.ts';

const YEAR_MS = 365 * DAY_MS;

export interface Growth {
  readonly start: number;
  readonly end: number;
  readonly durationMs: number;
}

/**
 * Compound annual growth rate: (end / start)^(365 days / duration) - 1, by the calendar, as freqtrade computes it.
 * -1 when everything is lost; null without time, when more than everything is lost, or when a rate so large is no
 * number any more (a gain of minutes taken to a year).
 * @see https://github.com/freqtrade/freqtrade/blob/develop/freqtrade/data/metrics.py
 */
export function cagr({ start, end, durationMs }: Growth): number | null {
  if (!(start > 0) || !(end >= 0) || !(durationMs > 0)) return null;
  return finite((end / start) ** (YEAR_MS / durationMs) - 1);
}
