import { utcMinute } from '../../../output/times.ts';
import type { PageState } from './state.ts';

/**
 * Until when real money is traded although the evidence does not say that it pays, `2026-11-22 09:00Z`; null where it is
 * not. The arming says so too: there may be no stance yet that a gate could judge.
 */
export function withoutEvidenceUntil({ feed, nowMs }: Pick<PageState, 'feed' | 'nowMs'>): string | null {
  const { armed } = feed.limits;
  const until = feed.status.gate?.overriddenUntil ?? (armed.withoutEvidence ? armed.until : null);
  if (until === null || Date.parse(until) <= nowMs) return null;
  return utcMinute(Date.parse(until));
}
