import type { Outcomes } from './outcomes.ts';

/**
 * Kelly criterion: W - (1 - W) / R with win rate W and R = mean win / mean loss, as backtesting.py computes it: the
 * share of capital to bet if the trades seen were all there is. Negative means: do not bet. Null unless there are
 * both wins and losses.
 * @see Kelly (1956), Bell System Technical Journal 35(4)
 */
export function kelly({ wins, draws, losses, grossProfit, grossLoss }: Outcomes): number | null {
  if (wins === 0 || losses === 0) return null;
  const rate = wins / (wins + draws + losses);
  return rate - (1 - rate) / (grossProfit / wins / (grossLoss / losses));
}
