import { decimal } from '../../../output/numbers.ts';
import type { LiveFeed } from './state.ts';

/** Ticks of the last 24 hours that were missed or failed, out of how many, and why; null where there were none. */
export interface MissedTicks {
  readonly count: string;
  /** `12 (the machine was off), 3 (killed)`. */
  readonly why: string;
}

export function missedTicks({ status }: LiveFeed): MissedTicks | null {
  const tick = status.runs.jobs.find(({ job }) => job === 'tick');
  if (!tick || tick.troubles.length === 0) return null;
  const missed = tick.troubles.reduce((sum, { slots }) => sum + slots, 0);
  return {
    count: `${decimal(missed, 0)} of ${decimal(tick.slots, 0)}`,
    why: tick.troubles.map(({ slots, says }) => `${decimal(slots, 0)} (${says})`).join(', '),
  };
}
