import { utcDay } from '../core/clock.ts';
import { DAY_MS } from '../core/interval.ts';
import { groupBy } from './broker-books.ts';

/** One fee of a fill or one that was posted, in units of what it is taken in. */
export interface FeeLine {
  /** What it is taken in: `USD`, or the symbol of the coins. */
  readonly of: string;
  readonly atMs: number;
  readonly amount: bigint;
}

/** The fees of one UTC day in one currency. */
export interface FeeDay {
  readonly of: string;
  readonly day: string;
  readonly startMs: number;
  /** By the journal's fills, and how many they are. */
  readonly estimated: bigint;
  readonly fills: number;
  readonly posted: bigint;
}

/** By currency, oldest day first. */
export function feeDays(estimated: readonly FeeLine[], posted: readonly FeeLine[]): FeeDay[] {
  const keyOf = ({ of, atMs }: FeeLine) => `${of} ${utcDay(atMs)}`;
  const ours = groupBy(estimated, keyOf);
  const theirs = groupBy(posted, keyOf);
  const all = groupBy([...estimated, ...posted], keyOf);
  const days = [...all].flatMap(([key, [line]]): FeeDay[] => {
    if (!line) return [];
    const day = utcDay(line.atMs);
    const mine = ours.get(key) ?? [];
    return [
      {
        ...{ of: line.of, day, startMs: Date.parse(day) },
        ...{ estimated: sum(mine), fills: mine.length, posted: sum(theirs.get(key) ?? []) },
      },
    ];
  });
  return days.sort((a, b) => compareText(a.of, b.of) || a.startMs - b.startMs);
}

const sum = (lines: readonly FeeLine[]): bigint => lines.reduce((total, { amount }) => total + amount, 0n);

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Days that are judged together: the broker's day ends at another hour than ours, so that the fee of a late fill may
 * be dated one day before or after. A day that is equal in itself stands alone.
 */
export function neighbours(days: readonly FeeDay[]): FeeDay[][] {
  const groups: FeeDay[][] = [];
  for (const day of days) {
    const group = groups.at(-1);
    const before = group?.at(-1);
    const follows = before?.of === day.of && day.startMs - before.startMs <= DAY_MS;
    if (group && follows && !isEven(group)) group.push(day);
    else groups.push([day]);
  }
  return groups;
}

/** Whether both sides agree: the rounding of n fills may come to n + 1 units. */
export function isEven(days: readonly FeeDay[]): boolean {
  const open = days.reduce((rest, { estimated, posted }) => rest + estimated - posted, 0n);
  const slack = BigInt(days.reduce((fills, day) => fills + day.fills, 1));
  return open <= slack && open >= -slack;
}
