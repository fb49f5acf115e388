/** A share out of sample with its 95 % interval. */
export interface Estimate {
  readonly value: number;
  readonly interval: readonly [number, number];
}

/**
 * Difference of two shares with its 95 % interval, made of the Wilson interval of each: Newcombe, Statistics in
 * Medicine 17 (1998) 873-890, method 10. It takes the two as independent; models that are scored on the same bets are
 * not, and the interval is then rather too wide.
 */
export function differenceOf(one: Estimate, other: Estimate): Estimate {
  const value = one.value - other.value;
  const below = Math.hypot(one.value - one.interval[0], other.interval[1] - other.value);
  const above = Math.hypot(one.interval[1] - one.value, other.value - other.interval[0]);
  return { value, interval: [value - below, value + above] };
}

/** What an interval says of being above a value: null where it covers it. */
export const isAbove = ([low, high]: readonly [number, number], value: number): boolean | null =>
  low > value ? true : high < value ? false : null;
