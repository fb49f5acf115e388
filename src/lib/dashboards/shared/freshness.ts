import type { PageState } from './state.ts';

export type Freshness = 'fresh' | 'stale' | 'lost';

/** A figure is stale once two of the intervals in which it should be made anew have passed. */
export const STALE_INTERVALS = 2;

/** How far a figure of a moment can be trusted now. Figures of a page without its server are lost. */
export function freshness(state: PageState, at: string | null, everyMs: number): Freshness {
  if (state.connection.state === 'lost' || state.connection.state === 'refused') return 'lost';
  if (at === null) return 'stale';
  return state.nowMs - Date.parse(at) > STALE_INTERVALS * everyMs ? 'stale' : 'fresh';
}

/** Of what ticks make: money, positions, signals. */
export const tickFreshness = (state: PageState): Freshness =>
  freshness(state, state.feed.status.lastTick?.at ?? null, state.feed.health.tickEveryMs);

/** Of what training cycles make. */
export const cycleFreshness = (state: PageState): Freshness =>
  freshness(state, state.feed.status.training.lastCycleAt, state.feed.health.cycleEveryMs);
