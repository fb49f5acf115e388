import type { LiveFeed } from './state.ts';

/** Profit since the start of the UTC day in dollars and as a fraction of the equity then; null before the first tick. */
export interface MoneyToday {
  readonly dollars: number;
  readonly share: number | null;
}

export function moneyToday({ account, today }: LiveFeed['status']): MoneyToday | null {
  if (!account || !today) return null;
  const before = account.main.equity - today.profit;
  return { dollars: today.profit, share: before > 0 ? today.profit / before : null };
}
