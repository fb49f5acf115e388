import type { Days } from './folds.ts';

/** One round of successive halving: so many points, on these days. */
export interface Rung {
  readonly points: number;
  readonly days: Days;
}

/** The share of points that goes on is one in ETA, and the days are ETA times as many. */
export const ETA = 3;
/** So many points at least reach the whole stretch: with fewer there is nothing to choose from. */
const LEAST_LEFT = 9;
const LEAST_DAYS = 30;

/**
 * The rounds before the whole in-sample stretch: each is on its newest days, the first on the fewest. No round
 * sees a day from `days.to` on. Empty when there are too few points or days to halve.
 * @see https://arxiv.org/abs/1502.07943 (Jamieson and Talwalkar, successive halving)
 */
export function planRungs(points: number, days: Days): readonly Rung[] {
  const length = days.to - days.from;
  const rounds = Math.max(
    0,
    Math.min(wholeLog(points / LEAST_LEFT, ETA), wholeLog(length / LEAST_DAYS, ETA)),
  );
  return Array.from({ length: rounds }, (_, rung) => ({
    points: Math.ceil(points / ETA ** rung),
    days: { from: days.to - Math.round(length / ETA ** (rounds - rung)), to: days.to },
  }));
}

/** Greatest n with base^n at most `value`; below 0 when `value` is below 1. */
function wholeLog(value: number, base: number): number {
  let exponent = -1;
  for (let power = 1; power <= value; power *= base) exponent++;
  return exponent;
}

/**
 * Positions of the best third (rounded up) by score, in rising order. Of equals the earlier goes on; an undefined
 * score comes after all others.
 */
export function bestThird(scores: readonly (number | null)[]): readonly number[] {
  return byScore(scores)
    .slice(0, Math.ceil(scores.length / ETA))
    .sort((a, b) => a - b);
}

/** Positions from the best score to the worst: undefined ones last, of equals the earlier first. */
export const byScore = (scores: readonly (number | null)[]): number[] =>
  scores
    .map((_, index) => index)
    .sort((a, b) => {
      const [first, second] = [scores[a] ?? null, scores[b] ?? null];
      if (first === second) return a - b;
      if (first === null) return 1;
      if (second === null) return -1;
      return second - first;
    });
