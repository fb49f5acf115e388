import type { Outcomes } from './outcomes.ts';

/**
 * Expectancy: win rate × mean win - loss rate × mean loss, which is the mean profit of a trade. In the unit of the
 * profits. Null without trades.
 * @see https://github.com/freqtrade/freqtrade/blob/develop/freqtrade/data/metrics.py
 */
export function expectancy({ wins, draws, losses, grossProfit, grossLoss }: Outcomes): number | null {
  const trades = wins + draws + losses;
  return trades === 0 ? null : (grossProfit - grossLoss) / trades;
}
