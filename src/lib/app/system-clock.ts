import type { Clock } from '../core/clock.ts';

/** The clock of this machine: the only place in `src` that reads it. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
};
