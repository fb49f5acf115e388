import { percent } from '../../../output/numbers.ts';
import { confidenceText } from '../shared/decision-words.ts';
import { prose } from '../shared/prose.ts';
import type { PageState } from '../shared/state.ts';

/** Why nothing of a coin is held, and what would open a position. */
export function openingText({ feed }: PageState, symbol: string): string {
  const { status, signals, limits } = feed;
  if (!status.lastTick) return 'None. The first tick decides: hive trade tick.';
  const last = signals.find(signal => signal.symbol === symbol);
  const threshold = last?.threshold ?? limits.limits.find(({ id }) => id === 'confidence')?.limit ?? null;
  const opens =
    threshold === null
      ? 'A buy signal above the threshold opens one'
      : `A buy signal with a confidence above ${percent(threshold, 0)} opens one`;
  if (last)
    return prose(`None. ${opens}; the last one was ${last.action}: its confidence ${confidenceText(last)}.`);
  const reason = status.lastTick.reasons.find(row => row.symbol === symbol);
  return prose(reason ? `None. ${opens}; at the last tick: ${reason.meaning}.` : `None. ${opens}.`);
}
