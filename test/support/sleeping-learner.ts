import type { LearnerPorts } from '../../src/lib/app/learn/watcher.ts';
import { emptySeries } from '../../src/lib/core/bar-series.ts';
import { DAY_MS } from '../../src/lib/core/interval.ts';

/** Never sees a bar, so that it never takes a stance: for ticks that are about something else. */
export const SLEEPING_LEARNER: LearnerPorts = {
  epochMs: DAY_MS,
  candidate: 'asleep',
  models: () => ({}),
  bars: async symbol => emptySeries(symbol, '1d'),
  barsSince: symbol => emptySeries(symbol, '1d'),
};
