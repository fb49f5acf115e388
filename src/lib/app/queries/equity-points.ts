import type { z } from 'zod';
import { isoTime } from '../../core/clock.ts';
import { dollars } from '../../core/money.ts';
import type { Period } from '../period.ts';
import type { schema } from '../schemas/equity.ts';
import type { EquityColumns, JournalView } from '../watch/journal-view.ts';

export type EquityView = z.infer<typeof schema>;

export interface EquityChoice extends Period {
  /** Most points that come back. */
  readonly points: number;
}

/** Equity in a period, with no more points than asked for; every low and high of the account stays. */
export function equityView({ equity, state }: JournalView, choice: EquityChoice): EquityView {
  const [first, end] = rowsIn(equity, choice);
  const ticks = end - first;
  const rows = keptRows(equity.main, { first, end, points: choice.points });
  const startingCash = state ? dollars(state.startingCash) : null;
  if (ticks === 0) return { ...NOTHING, startingCash };
  return {
    from: isoTime(equity.atMs[first]!),
    to: isoTime(equity.atMs[end - 1]!),
    ticks,
    points: rows.map(row => [equity.atMs[row]!, equity.main[row]!, equity.control[row]!]),
    startingCash,
    change: toCent(equity.main[end - 1]! - equity.main[first]!),
    controlChange: toCent(equity.control[end - 1]! - equity.control[first]!),
    maxDrawdown: largestFall(equity.main, first, end),
  };
}

const NOTHING = {
  ...{ from: null, to: null, ticks: 0, points: [] },
  ...{ change: null, controlChange: null, maxDrawdown: null },
};

const toCent = (amount: number): number => Math.round(amount * 100) / 100;

/** First row of the period and the row after its last. */
function rowsIn({ atMs, length }: EquityColumns, { fromMs, toMs }: Period): [number, number] {
  const first = fromMs === undefined ? 0 : firstFrom(atMs, length, fromMs);
  const end = toMs === undefined ? length : firstFrom(atMs, length, toMs);
  return [first, Math.max(first, end)];
}

function firstFrom(rising: ArrayLike<number>, length: number, least: number): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (rising[middle]! < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

interface Thinning {
  readonly first: number;
  readonly end: number;
  readonly points: number;
}

/**
 * Rows of [first, end), at most `points` of them: the first and the last, and of each bucket between them the lowest and
 * the highest value.
 */
export function keptRows(values: ArrayLike<number>, { first, end, points }: Thinning): number[] {
  const length = end - first;
  if (length <= Math.max(2, points)) return Array.from({ length }, (_, row) => first + row);
  const inner = length - 2;
  const buckets = Math.max(0, Math.floor((points - 2) / 2));
  const rows = [first];
  for (let bucket = 0; bucket < buckets; bucket++) {
    const from = first + 1 + Math.floor((bucket * inner) / buckets);
    const to = first + 1 + Math.floor(((bucket + 1) * inner) / buckets);
    rows.push(...extremes(values, from, to));
  }
  return [...rows, end - 1];
}

/** Rows of the lowest and the highest value in [from, to), in order; one where they are the same. */
function extremes(values: ArrayLike<number>, from: number, to: number): number[] {
  if (from >= to) return [];
  let [low, high] = [from, from];
  for (let row = from + 1; row < to; row++) {
    if (values[row]! < values[low]!) low = row;
    if (values[row]! > values[high]!) high = row;
  }
  return low === high ? [low] : [Math.min(low, high), Math.max(low, high)];
}

/** Largest fall from a peak, a fraction; null where no peak is above zero. */
function largestFall(values: ArrayLike<number>, first: number, end: number): number | null {
  let peak = 0;
  let largest: number | null = null;
  for (let row = first; row < end; row++) {
    peak = Math.max(peak, values[row]!);
    if (peak > 0) largest = Math.max(largest ?? 0, (peak - values[row]!) / peak);
  }
  return largest;
}
