import { EXIT } from '../core/errors.ts';
import { HOUR_MS } from '../core/interval.ts';
import { type MissedCause, type Moment, whyNothingRan } from './missed-cause.ts';
import type { Slot } from './slot-times.ts';

/** A run of a job as its log has it. Times are UTC epoch milliseconds; `end` is null while it runs and when it was killed. */
export interface SeenRun extends Moment {
  readonly pid: number;
  readonly end: { readonly endedMs: number; readonly exitCode: number; readonly code: string | null } | null;
}

/**
 * What became of a slot: a run did its work (`ran`, or `late` when it began late), is at it (`running`), ended with an
 * error (`failed`) or without an end (`cut-off`), or there was none (`missed`).
 */
export const VERDICTS = ['ran', 'late', 'running', 'failed', 'cut-off', 'missed'] as const;
export type Verdict = (typeof VERDICTS)[number];

/**
 * Of a run that was cut off: `restarted` (the machine), `stopped` (a signal that it heard) or `killed`. Of a missed slot:
 * see `MissedCause`. Null for the others.
 */
export type Cause = 'restarted' | 'stopped' | 'killed' | MissedCause;

export interface JudgedSlot extends Slot {
  readonly verdict: Verdict;
  readonly cause: Cause | null;
  /** Of a run that failed. */
  readonly exitCode: number | null;
  readonly code: string | null;
}

/** What a judgement rests on. */
export interface SlotEvidence {
  /** Of one job, oldest first. */
  readonly slots: readonly Slot[];
  /** Of the same job, oldest first. */
  readonly runs: readonly SeenRun[];
  /** Of all jobs, oldest first, and the moment of now: they tell when the machine was on. */
  readonly moments: readonly Moment[];
  readonly nowMs: number;
  /** Whether the process of a run without an end is there. */
  readonly isAlive: (run: SeenRun) => boolean;
}

/** A run is late that begins after this part of its slot, or after the most that a slot of a day is allowed. */
const LATE_SHARE = 1 / 4;
const LATE_AFTER_MOST_MS = HOUR_MS / 4;
/** A slot is judged when it is over, or when it has had this long. */
const GRACE_MOST_MS = HOUR_MS;

/** A halt is obeyed and a model that does not pass is refused: that is the work of a tick and of a cycle. */
const WORKED: readonly number[] = [EXIT.done, EXIT.refused, EXIT.quality];
/** By POSIX shells, an exit code from here on is a signal. */
const SIGNALS_FROM = 128;

/** One verdict for each slot that is old enough to be judged, in their order. Nothing is started by it. */
export function judgeSlots(evidence: SlotEvidence): JudgedSlot[] {
  const { slots, runs, nowMs } = evidence;
  const judged: JudgedSlot[] = [];
  let next = 0;
  let busyUntilMs = Number.NEGATIVE_INFINITY;
  const passed = (run: SeenRun) => {
    busyUntilMs = Math.max(busyUntilMs, endOf(run, evidence));
    next += 1;
  };
  for (const slot of slots) {
    if (nowMs < judgedFrom(slot)) break;
    while (next < runs.length && runs[next]!.startedMs < slot.startMs) passed(runs[next]!);
    const covered = busyUntilMs > slot.startMs;
    const own: SeenRun[] = [];
    for (let run = runs[next]; run !== undefined && run.startedMs < slot.endMs; run = runs[next]) {
      own.push(run);
      passed(run);
    }
    judged.push({ ...slot, ...verdictOf(slot, own, { ...evidence, covered }) });
  }
  return judged;
}

const judgedFrom = ({ startMs, endMs }: Slot): number => Math.min(endMs, startMs + GRACE_MOST_MS);

/** Until when it kept others from beginning; what was killed is known to have done so at no time. */
function endOf(run: SeenRun, evidence: SlotEvidence): number {
  if (run.end) return run.end.endedMs;
  return fateOf(run, evidence) === 'running' ? Number.POSITIVE_INFINITY : run.startedMs;
}

type Judgement = Omit<JudgedSlot, keyof Slot>;
const plain = (verdict: Verdict, cause: Cause | null = null): Judgement => ({
  ...{ verdict, cause },
  ...{ exitCode: null, code: null },
});

/** Of several runs in a slot the one counts that came furthest, whoever started it; of failures the last. */
function verdictOf(
  slot: Slot,
  runs: readonly SeenRun[],
  evidence: SlotEvidence & { readonly covered: boolean },
): Judgement {
  const fates = runs.map(run => ({ run, fate: fateOf(run, evidence) }));
  const worked = fates.find(({ fate }) => fate === 'worked');
  if (worked) return plain(isLate(worked.run, slot) ? 'late' : 'ran');
  if (fates.some(({ fate }) => fate === 'running')) return plain('running');
  const bad = fates.findLast(({ fate }) => fate !== 'busy');
  if (bad?.fate === 'failed') {
    const { exitCode, code } = bad.run.end!;
    return { verdict: 'failed', cause: null, exitCode, code };
  }
  if (bad) return plain('cut-off', cutBy(bad.run, evidence));
  const isBusy = fates.length > 0 || evidence.covered;
  return plain('missed', isBusy ? 'still-running' : whyNothingRan(slot, evidence.moments));
}

const isLate = ({ startedMs }: SeenRun, { startMs, endMs }: Slot): boolean =>
  startedMs - startMs > Math.min(LATE_SHARE * (endMs - startMs), LATE_AFTER_MOST_MS);

/** How far a run came: `busy` when another one held its lock. */
export type Fate = 'worked' | 'running' | 'failed' | 'cut-off' | 'busy';

export function fateOf(run: SeenRun, { runs, isAlive }: Pick<SlotEvidence, 'runs' | 'isAlive'>): Fate {
  const { end } = run;
  if (end === null) return isAlive(run) && !isOutlived(run, runs) ? 'running' : 'cut-off';
  if (WORKED.includes(end.exitCode)) return 'worked';
  if (end.exitCode === EXIT.busy) return 'busy';
  return end.exitCode >= SIGNALS_FROM ? 'cut-off' : 'failed';
}

/** Whether a later one has worked: it held the lock that this one would hold. Process ids are used again. */
const isOutlived = (run: SeenRun, runs: readonly SeenRun[]): boolean =>
  runs.some(
    ({ startedMs, end }) => startedMs > run.startedMs && end !== null && WORKED.includes(end.exitCode),
  );

export function cutBy(run: SeenRun, { moments }: Pick<SlotEvidence, 'moments'>): Cause {
  if (run.end) return 'stopped';
  return moments.some(({ startedMs, bootMs }) => startedMs > run.startedMs && bootMs > run.startedMs)
    ? 'restarted'
    : 'killed';
}
