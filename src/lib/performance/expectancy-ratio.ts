import type { Outcomes } from './outcomes.ts';

/**
 * Expectancy ratio: (1 + mean win / mean loss) × win rate - 1, what a trade earns for each dollar that a losing one
 * loses, when no trade is a draw. Null without a loss (freqtrade says 100).
 * @see https://github.com/freqtrade/freqtrade/blob/develop/freqtrade/data/metrics.py
 */
export function expectancyRatio({ wins, draws, losses, grossProfit, grossLoss }: Outcomes): number | null {
  if (losses === 0) return null;
  if (wins === 0) return -1;
  const reward = grossProfit / wins / (grossLoss / losses);
  return ((1 + reward) * wins) / (wins + draws + losses) - 1;
}
