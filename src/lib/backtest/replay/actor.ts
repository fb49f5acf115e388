import type { TimedEntry } from '../../journal/entry.ts';
import type { Portfolio } from './portfolio.ts';
import type { Turn } from './timeline.ts';

/** Who trades in a replay: it is handed the bars of one open time after the other. */
export interface Actor {
  readonly portfolio: Portfolio;
  /** What it journalled. */
  readonly entries: readonly TimedEntry[];
  /** All opens, then all insides, then all closes of the bars that open at `timeMs`. */
  play(timeMs: number, turns: readonly Turn[]): void;
}
