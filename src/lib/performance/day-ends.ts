import { DAY_MS } from '../core/interval.ts';

/**
 * Indexes of the last bar of each UTC day, rising. A bar belongs to the day in which it opened; a day without bars
 * is no day, so that weekends of stocks count neither as returns nor as time.
 * @param time open times in UTC epoch milliseconds, rising
 */
export function dayEnds(time: ArrayLike<number>): number[] {
  const ends: number[] = [];
  let i = 0;
  while (i < time.length) {
    const next = (Math.floor(time[i]! / DAY_MS) + 1) * DAY_MS;
    while (i + 1 < time.length && time[i + 1]! < next) i++;
    ends.push(i++);
  }
  return ends;
}
