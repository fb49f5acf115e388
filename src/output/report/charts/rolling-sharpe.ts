import { DAY_MS } from '../../../lib/core/interval.ts';
import type { RollingSharpe } from '../page-data.ts';
import { type MoneyPoint, rounded } from './equity-lines.ts';

export const WINDOW_DAYS = 90;
const MAX_POINTS = 4_000;

/**
 * Yearly Sharpe ratio of the days of the last 90 calendar days: mean over sample standard deviation of the daily
 * changes of equity, times the root of the days with bars in a year (about 365 for coins, 252 for stocks).
 * Undefined (null) for the first 90 days and while equity does not move.
 */
export function rollingSharpe(equity: readonly MoneyPoint[]): RollingSharpe {
  const days = lastOfDays(equity);
  const span = days.length > 1 ? (days.at(-1)![0] - days[0]![0]) / DAY_MS : 0;
  const yearly = Math.sqrt(span > 0 ? (365.25 * (days.length - 1)) / span : 365.25);
  const changes = days.map(([, dollars], i) => (i > 0 ? dollars / days[i - 1]![1] - 1 : Number.NaN));
  const value: (number | null)[] = [];
  let from = 1;
  for (let i = 0; i < days.length; i++) {
    while (from <= i && days[i]![0] - days[from]![0] >= WINDOW_DAYS * DAY_MS) from++;
    const isFull = days[i]![0] - days[0]![0] >= WINDOW_DAYS * DAY_MS;
    value.push(isFull ? sharpe(changes, { from, to: i + 1, yearly }) : null);
  }
  return thinned({ time: days.map(([timeMs]) => timeMs / 1000), value });
}

/** [start of the UTC day, equity at its last bar]. */
function lastOfDays(equity: readonly MoneyPoint[]): MoneyPoint[] {
  const days = new Map<number, number>();
  for (const [timeMs, dollars] of equity) days.set(Math.floor(timeMs / DAY_MS) * DAY_MS, dollars);
  return [...days];
}

interface Window {
  readonly from: number;
  readonly to: number;
  readonly yearly: number;
}

function sharpe(changes: readonly number[], { from, to, yearly }: Window): number | null {
  const count = to - from;
  if (count < 2) return null;
  let total = 0;
  for (let i = from; i < to; i++) total += changes[i]!;
  const mean = total / count;
  let squares = 0;
  for (let i = from; i < to; i++) squares += (changes[i]! - mean) ** 2;
  const deviation = Math.sqrt(squares / (count - 1));
  const ratio = (mean / deviation) * yearly;
  return deviation > 1e-12 && Number.isFinite(ratio) ? rounded(ratio, 3) : null;
}

function thinned({ time, value }: RollingSharpe): RollingSharpe {
  const step = Math.max(1, Math.ceil(time.length / MAX_POINTS));
  const isKept = (_: unknown, i: number) => i % step === 0 || i === time.length - 1;
  return { time: time.filter(isKept), value: value.filter(isKept) };
}
