import { DAY_MS } from '../../core/interval.ts';
import { JOBS, type JobName } from '../../core/job.ts';
import type { Moment } from '../../schedule/missed-cause.ts';
import { slotsBetween } from '../../schedule/slot-times.ts';
import {
  type Cause,
  cutBy,
  type Fate,
  fateOf,
  type JudgedSlot,
  judgeSlots,
  type SeenRun,
} from '../../schedule/slots.ts';
import { type JobRun, RunLog } from '../../store/files/run-log.ts';
import type { Reading } from '../reading.ts';
import { readScheduleNote, type ScheduleNote } from '../schedule/schedule-note.ts';
import { machineAge } from '../system-clock.ts';
import { isProcess } from './is-alive.ts';
import { type ScheduledJob, scheduledJobs } from './planned-slots.ts';

export type Accounted = Pick<Reading, 'paths' | 'config' | 'clock'>;

/** A run with how far it came; `cause` of one that was cut off. */
export interface JudgedRun extends JobRun {
  readonly fate: Fate;
  readonly cause: Cause | null;
}

export interface JobAccount {
  readonly job: JobName;
  /** Null while nothing starts it by itself. */
  readonly scheduled: ScheduledJob | null;
  /** Oldest first. */
  readonly runs: readonly JudgedRun[];
  /** One for each slot in which it was scheduled, oldest first. */
  readonly slots: readonly JudgedSlot[];
}

export interface RunsAccount {
  readonly fromMs: number;
  readonly toMs: number;
  /** What starts the jobs, or did; null where nothing ever has. */
  readonly note: ScheduleNote | null;
  readonly jobs: readonly JobAccount[];
}

export interface AccountSpan {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Runs from before the span may reach into it, and tell when the machine was on. */
const LOOK_BACK_MS = DAY_MS;
/** No log of runs is pruned as early as this. */
const KEPT_MS = 7 * DAY_MS;
/** The start of a run is read a little after that of its process, the one of the machine is rounded. */
const TOLERANCE_MS = 60_000;

/**
 * The runs that began in [fromMs, toMs), and what became of each slot in it. Slots from before the schedule, from after
 * its end and from before the oldest day that the log still has are none.
 */
export function accountOfRuns(home: Accounted, { fromMs, toMs }: AccountSpan): RunsAccount {
  const nowMs = home.clock.now();
  const log = new RunLog(home.paths.runs);
  const note = readScheduleNote(home.paths);
  const firstMs = log.firstDayMs() ?? nowMs;
  const all = log.between(Math.max(firstMs, fromMs - LOOK_BACK_MS), nowMs + 1);
  const moments = momentsOf(all, nowMs);
  const scheduled = note ? scheduledJobs(note, home.config) : [];
  const knownMs = Math.min(nowMs - KEPT_MS, firstMs);
  const span = note ? scheduledSpan(note, { fromMs: Math.max(fromMs, knownMs), toMs }) : null;
  const jobs = JOBS.map(job => {
    const plan = scheduled.find(each => each.job === job) ?? null;
    const runs = all.filter(run => run.job === job);
    const isAlive = ({ pid, startedMs }: SeenRun) => isProcess(pid) && nowMs - startedMs < DAY_MS;
    const evidence = { runs, moments, nowMs, isAlive };
    const slots = plan && span ? slotsBetween(plan.times, span.fromMs, span.toMs) : [];
    const judged = runs
      .filter(({ startedMs }) => startedMs >= fromMs && startedMs < toMs)
      .map(run => judgedRun(run, evidence));
    return { job, scheduled: plan, runs: judged, slots: judgeSlots({ ...evidence, slots }) };
  });
  return { fromMs, toMs, note, jobs: jobs.filter(({ scheduled: plan, runs }) => plan || runs.length > 0) };
}

const scheduledSpan = (
  { sinceMs, endedMs = Number.POSITIVE_INFINITY }: ScheduleNote,
  { fromMs, toMs }: AccountSpan,
): AccountSpan => ({ fromMs: Math.max(fromMs, sinceMs), toMs: Math.min(toMs, endedMs) });

/** Those of runs and now. A run that was told another moment (--as-of) began before its machine did. */
const momentsOf = (runs: readonly JobRun[], nowMs: number): Moment[] =>
  [...runs, { startedMs: nowMs, ...machineAge() }].filter(
    ({ startedMs, bootMs }) => bootMs <= startedMs + TOLERANCE_MS,
  );

function judgedRun(
  run: JobRun,
  evidence: Parameters<typeof fateOf>[1] & Parameters<typeof cutBy>[1],
): JudgedRun {
  const fate = fateOf(run, evidence);
  return { ...run, fate, cause: fate === 'cut-off' ? cutBy(run, evidence) : null };
}
