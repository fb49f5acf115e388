export interface Streaks {
  readonly wins: number;
  readonly losses: number;
}

/** Longest runs of wins and of losses in profits that are in the order of their trades' ends. A draw ends both. */
export function longestStreaks(profits: ArrayLike<number>): Streaks {
  let wins = 0;
  let losses = 0;
  let winning = 0;
  let losing = 0;
  for (let i = 0; i < profits.length; i++) {
    winning = profits[i]! > 0 ? winning + 1 : 0;
    losing = profits[i]! < 0 ? losing + 1 : 0;
    wins = Math.max(wins, winning);
    losses = Math.max(losses, losing);
  }
  return { wins, losses };
}
