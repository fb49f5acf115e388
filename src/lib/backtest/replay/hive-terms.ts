import type { TickSettings } from '../../tick/settings.ts';

/** What a replay of HIVE's own ticks needs besides bars, opinions and how orders meet the market. */
export interface HiveTerms extends TickSettings {
  /** Break-even confidence known at a bar's close, for the cost-aware threshold; null or left out: unknown. */
  readonly breakEven?: (symbol: number, bar: number) => number | null;
  /** Whether the run keeps the journal's entries; a million ticks make a million closing records. Default: true. */
  readonly keepsEntries?: boolean;
}
