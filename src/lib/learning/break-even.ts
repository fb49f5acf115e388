import type { Label } from './label.ts';

export interface BreakEven {
  /** Share of winning bets at which the labels' own wins and losses cancel after costs. */
  readonly pStar: number;
  /** Mean gross gain of the bets that paid, as a fraction. */
  readonly meanWin: number;
  /** Mean gross loss of the bets that did not, as a fraction (negative when they lost less than their cost). */
  readonly meanLoss: number;
  /** Round-trip cost, as a fraction. */
  readonly cost: number;
}

/** Probability of winning `win` (else losing `loss`, both gross) at which a bet of cost `cost` pays nothing: (L + c) / (G + L). */
export const breakEvenProbability = ({
  win,
  loss,
  cost,
}: {
  win: number;
  loss: number;
  cost: number;
}): number => (loss + cost) / (win + loss);

/** Break-even accuracy of a bet on direction where up and down moves are alike: 1/2 + c / (2 E|r|). May exceed 1. */
export const symmetricBreakEven = (meanAbsoluteReturn: number, cost: number): number =>
  0.5 + cost / (2 * meanAbsoluteReturn);

/** Break-even of matured labels made with round-trip cost `cost`; null while either class is missing. */
export function breakEvenOf(labels: readonly Label[], cost: number): BreakEven | null {
  const wins = labels.filter(label => label.y === 1);
  const losses = labels.filter(label => label.y === 0);
  if (wins.length === 0 || losses.length === 0) return null;
  const meanWin = meanNet(wins) + cost;
  const meanLoss = -(meanNet(losses) + cost);
  return { pStar: breakEvenProbability({ win: meanWin, loss: meanLoss, cost }), meanWin, meanLoss, cost };
}

const meanNet = (labels: readonly Label[]): number =>
  labels.reduce((sum, label) => sum + label.netReturn, 0) / labels.length;
