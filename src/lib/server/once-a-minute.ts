import type { Clock } from '../core/clock.ts';

const MINUTE_MS = 60_000;
const MOST_KEPT = 100;

/** Passes a sentence on unless it was passed on within the last minute: what is broken is asked for again and again. */
export function onceAMinute(tell: (sentence: string) => void, clock: Clock): (sentence: string) => void {
  const toldMs = new Map<string, number>();
  return sentence => {
    const nowMs = clock.monotonic();
    if (nowMs - (toldMs.get(sentence) ?? Number.NEGATIVE_INFINITY) < MINUTE_MS) return;
    if (toldMs.size >= MOST_KEPT) toldMs.clear();
    toldMs.set(sentence, nowMs);
    tell(sentence);
  };
}
