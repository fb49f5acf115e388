import { utcDay } from '../core/clock.ts';
import { DAY_MS, HOUR_MS } from '../core/interval.ts';
import { groupBy } from './broker-books.ts';

/** One fee of a fill or one that was posted, in units of what it is taken in. */
export interface FeeLine {
  /** What it is taken in: `USD`, or the symbol of the coins. */
  readonly of: string;
  readonly atMs: number;
  readonly amount: bigint;
}

/** The fees of one day of the broker in one currency. */
export interface FeeDay {
  readonly of: string;
  readonly day: string;
  readonly startMs: number;
  /** By the journal's fills, and how many they are. */
  readonly estimated: bigint;
  readonly fills: number;
  readonly posted: bigint;
}

/** When the broker's day begins, by UTC, and how long after a day its fees are posted. */
interface Convention {
  readonly startsMs: number;
  readonly postedMs: number;
}

/** Midnight of UTC or of New York in summer or winter; posted under the day itself or the day after. */
const CONVENTIONS: readonly Convention[] = [0, DAY_MS].flatMap(postedMs =>
  [0, 4 * HOUR_MS, 5 * HOUR_MS].map(startsMs => ({ startsMs, postedMs })),
);

/**
 * Days that are judged together, one or two each, by the convention under which most are even: a broker does not say
 * where its day ends, and New York changes its clock.
 */
export function feeDays(estimated: readonly FeeLine[], posted: readonly FeeLine[]): FeeDay[][] {
  const sets = CONVENTIONS.map(({ startsMs, postedMs }) =>
    neighbours(daysOf(earlier(estimated, startsMs), earlier(posted, postedMs))),
  );
  const uneven = (groups: readonly FeeDay[][]) => groups.filter(days => !isEven(days)).length;
  return sets.reduce((best, next) => (uneven(next) < uneven(best) ? next : best));
}

const earlier = (lines: readonly FeeLine[], byMs: number): FeeLine[] =>
  lines.map(line => ({ ...line, atMs: line.atMs - byMs }));

/** By currency, oldest day first. */
function daysOf(estimated: readonly FeeLine[], posted: readonly FeeLine[]): FeeDay[] {
  const keyOf = ({ of, atMs }: FeeLine) => `${of} ${utcDay(atMs)}`;
  const ours = groupBy(estimated, keyOf);
  const theirs = groupBy(posted, keyOf);
  const all = groupBy([...estimated, ...posted], keyOf);
  const days = [...all].flatMap(([key, [line]]): FeeDay[] => {
    if (!line) return [];
    const day = utcDay(line.atMs);
    const mine = ours.get(key) ?? [];
    const amounts = { estimated: sum(mine), fills: mine.length, posted: sum(theirs.get(key) ?? []) };
    return [{ of: line.of, day, startMs: Date.parse(day), ...amounts }];
  });
  return days.sort((a, b) => compareText(a.of, b.of) || a.startMs - b.startMs);
}

const sum = (lines: readonly FeeLine[]): bigint => lines.reduce((total, { amount }) => total + amount, 0n);

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** A day that is not even stands together with the one that follows it. */
function neighbours(days: readonly FeeDay[]): FeeDay[][] {
  const groups: FeeDay[][] = [];
  for (const day of days) {
    const group = groups.at(-1);
    const [only, second] = group ?? [];
    const follows = only?.of === day.of && !second && day.startMs - only.startMs === DAY_MS;
    if (group && follows && !isEven(group) && isEven([...group, day])) group.push(day);
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
