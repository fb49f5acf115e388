import type { Cause, JudgedSlot, Verdict } from './slots.ts';
import { VERDICTS } from './slots.ts';

/** Slots in a row of which the same is to be said: [fromMs, toMs), from the first one's start to the last one's end. */
export interface SlotSpan {
  readonly fromMs: number;
  readonly toMs: number;
  readonly slots: number;
  readonly verdict: Verdict;
  readonly cause: Cause | null;
  readonly exitCode: number | null;
  readonly code: string | null;
}

export interface SlotSums {
  readonly slots: number;
  readonly counts: Readonly<Record<Verdict, number>>;
  /** The longest time in a row in which no slot had its work done. */
  readonly longestGapMs: number;
}

/** Whether the work of a slot was done, or is being done. */
export const isDone = (verdict: Verdict): boolean =>
  verdict === 'ran' || verdict === 'late' || verdict === 'running';

/** Slots in a row with one verdict, cause and error are one span; no slot is lost. */
export function spansOf(slots: readonly JudgedSlot[]): SlotSpan[] {
  const spans: SlotSpan[] = [];
  for (const { startMs, endMs, ...judgement } of slots) {
    const last = spans.at(-1);
    if (last && last.toMs === startMs && isSame(last, judgement))
      spans[spans.length - 1] = { ...last, toMs: endMs, slots: last.slots + 1 };
    else spans.push({ fromMs: startMs, toMs: endMs, slots: 1, ...judgement });
  }
  return spans;
}

type Judgement = Pick<JudgedSlot, 'verdict' | 'cause' | 'exitCode' | 'code'>;

const isSame = (a: Judgement, b: Judgement): boolean =>
  a.verdict === b.verdict && a.cause === b.cause && a.exitCode === b.exitCode && a.code === b.code;

export function sumsOf(slots: readonly JudgedSlot[]): SlotSums {
  const counts = Object.fromEntries(VERDICTS.map(verdict => [verdict, 0])) as Record<Verdict, number>;
  let [longestGapMs, gapFromMs] = [0, Number.NaN];
  for (const { startMs, endMs, verdict } of slots) {
    counts[verdict] += 1;
    if (isDone(verdict)) gapFromMs = Number.NaN;
    else if (Number.isNaN(gapFromMs)) gapFromMs = startMs;
    if (!Number.isNaN(gapFromMs)) longestGapMs = Math.max(longestGapMs, endMs - gapFromMs);
  }
  return { slots: slots.length, counts, longestGapMs };
}
