import type { SamplePool } from './sample-pool.ts';
import { newestRows } from './split.ts';

/** First place in rising numbers whose value is not below `value` (binary search); their count when none is. */
export function lowerBound(rising: ArrayLike<number>, value: number): number {
  let low = 0;
  let high = rising.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (rising[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** First row whose moment is at or after `atMs`; the number of rows when none is. */
export const firstRowAt = (pool: SamplePool, atMs: number): number => lowerBound(pool.atMs, atMs);

/**
 * The newest `limit` rows whose labels were known at `atMs`, oldest first, by the rule of `newestRows`: what
 * training at that moment would have read from the sample store.
 */
export function newestKnown(pool: SamplePool, atMs: number, limit: number): number[] {
  const found: { row: number; atMs: number }[] = [];
  for (const row of knownBefore(pool, atMs)) {
    const moment = pool.atMs[row]!;
    // One row more than wanted shows whether the cut is clean; the newest moment is never cut.
    if (found.length > limit && moment !== found[0]!.atMs) break;
    found.push({ row, atMs: moment });
  }
  return newestRows(found.reverse(), limit).map(({ row }) => row);
}

/** The `count`-th newest moment with a label known at `atMs`, the oldest when there are fewer; null for none. */
export function newestKnownMoment(pool: SamplePool, atMs: number, count: number): number | null {
  let moment: number | null = null;
  let moments = 0;
  for (const row of knownBefore(pool, atMs)) {
    if (pool.atMs[row] === moment) continue;
    if (moments === count) break;
    moments += 1;
    moment = pool.atMs[row]!;
  }
  return moment;
}

/** Newest first. */
function* knownBefore(pool: SamplePool, atMs: number): Generator<number> {
  for (let row = firstRowAt(pool, atMs) - 1; row >= 0; row--) if (pool.knownMs[row]! <= atMs) yield row;
}
