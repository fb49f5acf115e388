import { span } from '../../../output/times.ts';
import type { LiveFeed, PageState } from './state.ts';

/** When the next tick is expected, UTC epoch milliseconds: as scheduled, else after the last; null before the first. */
export function nextTickMs({ status, health }: LiveFeed): number | null {
  if (status.lastTick === null) return null;
  const lastMs = Date.parse(status.lastTick.at);
  const next = status.runs.jobs.find(({ job }) => job === 'tick')?.next;
  const afterMs = Date.parse(next ?? '') - lastMs;
  const isNear = afterMs > 0 && afterMs <= 2 * health.tickEveryMs;
  return lastMs + (isNear ? afterMs : health.tickEveryMs);
}

/** `15 of 720`: ticks of the last 24 hours that were missed or failed; undefined where none was. */
export function missedTicks({ status }: LiveFeed): string | undefined {
  const found = status.runs.jobs.find(({ job, undone }) => job === 'tick' && undone > 0);
  return found && `${found.undone} of ${found.slots}`;
}

/** `in 1m 30s`, `now`, `due 12m ago`. */
export function untilText(atMs: number, nowMs: number): string {
  const left = atMs - nowMs;
  if (Math.abs(left) < 1_000) return 'now';
  return left > 0 ? `in ${span(left)}` : `due ${span(-left)} ago`;
}

/**
 * When a symbol is decided anew. What was decided in an epoch stands until that ends; else the next tick decides. Null
 * before the first tick.
 */
export function nextDecisionMs({ feed, nowMs }: PageState, symbol: string): number | null {
  const { epochMs, signals, status } = feed;
  if (status.lastTick === null) return null;
  const began = Math.floor(nowMs / epochMs) * epochMs;
  const last = signals.find(signal => signal.symbol === symbol);
  return last && Date.parse(last.at) >= began ? began + epochMs : nextTickMs(feed);
}
