import type { BarSeries } from '../../core/bar-series.ts';
import { isoTime } from '../../core/clock.ts';

/** What a check of a backtest found. */
export interface CheckReport {
  readonly name: 'lookahead' | 'warmup';
  readonly passed: boolean;
  /** Places at which it was tried. */
  readonly points: number;
  /** A sentence for each difference, the first ones. */
  readonly found: string[];
}

/** Most sentences of a report; what more there is, its last one counts. */
const MAX_SENTENCES = 20;

/** Makes a report: passed when nothing was found. */
export function reportOf(name: CheckReport['name'], points: number, all: readonly string[]): CheckReport {
  const found = all.slice(0, MAX_SENTENCES);
  if (all.length > found.length) found.push(`And ${all.length - found.length} more.`);
  return { name, passed: all.length === 0, points, found };
}

/** Open time of a bar, for a sentence. */
export const barTime = (series: BarSeries, bar: number): string => isoTime(series.time[bar]!);

const NAMES: Readonly<Record<string, string>> = { '1': 'BUY', '-1': 'SELL', '0': 'HOLD' };

export const actionName = (code: number): string => NAMES[code] ?? String(code);

/** Indexes at which the first `length` numbers of two columns differ: the first, the last and how many. */
export interface Difference {
  readonly first: number;
  readonly last: number;
  readonly count: number;
}

/** Compares bit for bit, NaN being equal to NaN; null when there is no difference. */
export function difference(a: ArrayLike<number>, b: ArrayLike<number>, length: number): Difference | null {
  let [first, last, count] = [-1, -1, 0];
  for (let i = 0; i < length; i++) {
    if (a[i] === b[i] || Object.is(a[i], b[i])) continue;
    if (count === 0) first = i;
    last = i;
    count += 1;
  }
  return count === 0 ? null : { first, last, count };
}
