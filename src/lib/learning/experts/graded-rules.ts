import type { RuleExpert } from './rules.ts';

/** Returns whose size a move is measured by. */
const VOLATILITY_BARS = 40;

/** Root of the mean squared return of the newest 40 bars up to `index`, or of as many as there are. */
function volatility(close: ArrayLike<number>, index: number): number {
  const first = Math.max(1, index - VOLATILITY_BARS + 1);
  let squares = 0;
  for (let i = first; i <= index; i++) squares += (close[i]! / close[i - 1]! - 1) ** 2;
  return Math.sqrt(squares / (index - first + 1));
}

/**
 * A direction by degrees: the move of the last `bars` bars over what is usual for so many, within [-1, 1]. A small
 * move says little, so it is bet on little; a rule that only has a side bets on it as on a large one.
 */
function graded(id: string, bars: number, sign: 1 | -1): RuleExpert {
  return {
    id: `${id}-${bars}-graded`,
    exposure(close, index) {
      if (index < bars) return null;
      const usual = volatility(close, index) * Math.sqrt(bars);
      if (!(usual > 0)) return 0;
      const move = (sign * (close[index]! / close[index - bars]! - 1)) / usual;
      return Math.max(-1, Math.min(1, move));
    },
  };
}

/** Momentum and reversal by degrees, beside the rules that only have a side. */
export const GRADED_RULES: readonly RuleExpert[] = [
  graded('momentum', 1, 1),
  graded('momentum', 5, 1),
  graded('reversal', 1, -1),
  graded('reversal', 5, -1),
];
