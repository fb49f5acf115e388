import { DAY_MS } from '../../core/interval.ts';
import { dayEnds } from '../../performance/day-ends.ts';
import { returnsAt } from '../../performance/returns.ts';
import type { EngineRun } from '../engine-run.ts';

/** What a run earned from day to day: UTC days that have a bar. */
export interface DailyCurve {
  /** Dollars before the first day. */
  readonly start: number;
  /** Dollars at the close of each day. */
  readonly equity: Float64Array;
  /** Simple returns of the days, the first one against `start`. */
  readonly returns: Float64Array;
}

export const curveOf = (equity: Float64Array, start: number): DailyCurve => ({
  start,
  equity,
  returns: returnsAt(equity, placesUpTo(equity.length), start),
});

/** 0, 1, 2, ...: a plain loop, for a sweep makes thousands of them. */
function placesUpTo(count: number): number[] {
  const places = new Array<number>(count);
  for (let place = 0; place < count; place++) places[place] = place;
  return places;
}

/** Dollars at the close of each day of a run. */
export function dailyEquity({ time, equity }: Pick<EngineRun, 'time' | 'equity'>): Float64Array {
  const ends = dayEnds(time);
  const daily = new Float64Array(ends.length);
  for (let day = 0; day < daily.length; day++) daily[day] = equity[ends[day]!]!;
  return daily;
}

/** Midnights at which the days of some bars begin, rising. @param times open times of the bars, rising */
export const daysOf = (times: Float64Array): Float64Array =>
  Float64Array.from(dayEnds(times), index => Math.floor(times[index]! / DAY_MS) * DAY_MS);
