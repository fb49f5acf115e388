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

/** Counts and sums profits, in money or as shares. A draw is a profit of exactly 0. */
export function outcomes(profits: ArrayLike<number>): Outcomes {
  let wins = 0;
  let losses = 0;
  let grossProfit = 0;
  let grossLoss = 0;
  for (let i = 0; i < profits.length; i++) {
    const profit = profits[i]!;
    if (profit > 0) {
      wins++;
      grossProfit += profit;
    } else if (profit < 0) {
      losses++;
      grossLoss -= profit;
    }
  }
  return { wins, losses, draws: profits.length - wins - losses, grossProfit, grossLoss };
}
