/** Exposures that every policy of the comparison chooses from. */
export const EXPOSURES: readonly number[] = [0, 0.5, 1];
/** Cost of turning over one unit of exposure, and aversion to risk; units of volatility. */
export const TURN_COST = 0.05;
export const RISK_AVERSION = 0.05;

/** What a policy is told before it chooses. */
export interface Seen {
  readonly context: readonly number[];
  /** Index of the exposure that is held. */
  readonly held: number;
}

/** A learner that chooses an exposure each tick. */
export interface Policy {
  /** Index of an exposure. */
  choose(seen: Seen): number;
  /** What came of it: the return of one unit of exposure, which a bandit only looks at through its own reward. */
  learn(seen: Seen, outcome: { readonly taken: number; readonly unit: number }): void;
}

/** Net reward of taking an exposure. */
export const rewardOf = (taken: number, held: number, unit: number): number =>
  EXPOSURES[taken]! * unit - TURN_COST * Math.abs(EXPOSURES[taken]! - EXPOSURES[held]!);

/** Index of the greatest value, the first of equals. */
export function best(values: ArrayLike<number>): number {
  let top = 0;
  for (let i = 1; i < values.length; i++) if (values[i]! > values[top]!) top = i;
  return top;
}

/** Index drawn by probabilities that sum to 1. */
export function drawn(odds: readonly number[], uniform: number): number {
  let above = 0;
  for (let i = 0; i < odds.length; i++) {
    above += odds[i]!;
    if (uniform < above) return i;
  }
  return odds.length - 1;
}
