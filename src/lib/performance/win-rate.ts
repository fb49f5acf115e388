import type { Outcomes } from './outcomes.ts';

/** Winning trades / all trades, draws included, as freqtrade counts. Null without trades. */
export function winRate({ wins, draws, losses }: Outcomes): number | null {
  const trades = wins + draws + losses;
  return trades === 0 ? null : wins / trades;
}
