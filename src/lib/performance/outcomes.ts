/** Trades by the sign of their profit. */
export interface Outcomes {
  readonly wins: number;
  readonly draws: number;
  readonly losses: number;
  /** Sum of the profits above 0. */
  readonly grossProfit: number;
  /** Sum of those below 0, as a positive number. */
  readonly grossLoss: number;
}

/** Outcomes that are being counted. */
export type OutcomeTally = { -readonly [Key in keyof Outcomes]: number };

export const emptyOutcomes = (): OutcomeTally => ({
  wins: 0,
  draws: 0,
  losses: 0,
  grossProfit: 0,
  grossLoss: 0,
});

/** Counts one profit, in money or as a share. A draw is a profit of exactly 0. */
export function addOutcome(tally: OutcomeTally, profit: number): void {
  if (profit > 0) {
    tally.wins++;
    tally.grossProfit += profit;
  } else if (profit < 0) {
    tally.losses++;
    tally.grossLoss -= profit;
  } else tally.draws++;
}

/** Counts and sums profits. */
export function outcomes(profits: ArrayLike<number>): Outcomes {
  const tally = emptyOutcomes();
  for (let i = 0; i < profits.length; i++) addOutcome(tally, profits[i]!);
  return tally;
}
