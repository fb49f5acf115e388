import { isoTime } from '../core/clock.ts';
import type { Trouble } from './alert.ts';

/** When something last ran; null where it never did, or nobody knows. UTC epoch milliseconds. */
export interface LastRuns {
  readonly tickMs: number | null;
  readonly cycleMs: number | null;
}

export interface SilenceRules {
  readonly nowMs: number;
  readonly silentAfterMs: number;
  /** When this machine was started: what did not run before that is no news. */
  readonly bootMs: number;
}

const WHAT = {
  tick: { words: 'No tick has run', todo: 'See what keeps it: hive status, then your crontab or timers.' },
  cycle: {
    words: 'No training cycle has run',
    todo: 'See what keeps it: hive train status, then your crontab or timers.',
  },
} as const;

/** What ran once and does not any more. */
export function silences({ tickMs, cycleMs }: LastRuns, rules: SilenceRules): Trouble[] {
  return [silence('tick', tickMs, rules), silence('cycle', cycleMs, rules)].filter(found => found !== null);
}

function silence(
  job: 'tick' | 'cycle',
  lastMs: number | null,
  { nowMs, silentAfterMs, bootMs }: SilenceRules,
): Trouble | null {
  if (lastMs === null || nowMs - Math.max(lastMs, bootMs) <= silentAfterMs) return null;
  const { words, todo } = WHAT[job];
  const since = `${isoTime(lastMs).slice(0, 16).replace('T', ' ')}Z`;
  return {
    key: `silent.${job}`,
    severity: job === 'tick' ? 'problem' : 'warning',
    says: `${words} since ${since}.`,
    todo,
  };
}
