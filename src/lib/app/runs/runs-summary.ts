import type { z } from 'zod';
import { isoTime } from '../../core/clock.ts';
import { DAY_MS } from '../../core/interval.ts';
import type { JobName } from '../../core/job.ts';
import { nextRun } from '../../schedule/next-runs.ts';
import { isDone, sumsOf } from '../../schedule/slot-sums.ts';
import { slotWords } from '../../schedule/slot-words.ts';
import type { JudgedSlot } from '../../schedule/slots.ts';
import { RunLog } from '../../store/files/run-log.ts';
import type { ScheduleNote } from '../schedule/schedule-note.ts';
import type { scheduled, summary } from '../schemas/runs.ts';
import { pathMark } from '../watch/path-mark.ts';
import { type Accounted, accountOfRuns, type JobAccount, type RunsAccount } from './run-accounts.ts';
import { type RunView, runView } from './run-view.ts';

export type RunsSummary = z.infer<typeof summary>;
export type JobSummary = RunsSummary['jobs'][number];
type Group = JobSummary['troubles'][number];

/** How far back a last run is looked for. */
const LOOK_BACK_MS = 7 * DAY_MS;
const MINUTE_MS = 60_000;

const known = new WeakMap<Accounted, { readonly key: string; readonly value: RunsSummary }>();

/** How the jobs fared in the last 24 hours, and when they run next. Made anew when a run was logged, and each minute. */
export function runsSummary(home: Accounted): RunsSummary {
  const key = keyOf(home);
  const before = known.get(home);
  if (before?.key === key) return before.value;
  const value = summaryOf(home);
  known.set(home, { key, value });
  return value;
}

function keyOf({ paths, clock }: Accounted): string {
  const nowMs = clock.now();
  const log = new RunLog(paths.runs);
  const files = [nowMs - DAY_MS, nowMs].map(atMs => log.fileOf(atMs));
  return [...[...files, paths.scheduleNote].map(pathMark), Math.floor(nowMs / MINUTE_MS)].join(' ');
}

function summaryOf(home: Accounted): RunsSummary {
  const nowMs = home.clock.now();
  const account = accountOfRuns(home, { fromMs: nowMs - DAY_MS, toMs: nowMs + 1 });
  const isComplete = account.jobs.length > 0 && account.jobs.every(job => lastOf(job) !== null);
  const older = isComplete
    ? null
    : accountOfRuns(home, { fromMs: nowMs - LOOK_BACK_MS, toMs: nowMs - DAY_MS });
  const jobs = account.jobs.map(job => jobSummary(job, { account, older, nowMs }));
  const seen = new Set(jobs.map(({ job }) => job));
  const rested = (older?.jobs ?? []).filter(({ job }) => !seen.has(job));
  return {
    scheduled: scheduledView(account.note),
    jobs: [...jobs, ...rested.map(job => jobSummary({ ...job, slots: [] }, { account, older, nowMs }))],
  };
}

export const scheduledView = (note: ScheduleNote | null): z.infer<typeof scheduled> =>
  note && note.endedMs === undefined ? { by: note.by, since: isoTime(note.sinceMs) } : null;

interface Moment {
  readonly account: RunsAccount;
  readonly older: RunsAccount | null;
  readonly nowMs: number;
}

function jobSummary(own: JobAccount, { account, older, nowMs }: Moment): JobSummary {
  const { job, scheduled: plan, slots } = own;
  const isActive = account.note?.endedMs === undefined;
  const troubles = groupsOf(slots);
  return {
    job,
    last: lastOf(own) ?? lastIn(older, job),
    next: plan && isActive ? isoTime(nextRun(plan, nowMs)) : null,
    everyMs: plan && 'everyMs' in plan.times ? plan.times.everyMs : null,
    ...sumsOf(slots),
    undone: troubles.reduce((sum, group) => sum + group.slots, 0),
    why: troubles.map(group => `${group.slots} (${group.says})`).join(', '),
    troubles,
  };
}

function lastOf({ runs }: JobAccount): RunView | null {
  const last = runs.findLast(({ fate }) => fate !== 'busy');
  return last ? runView(last) : null;
}

function lastIn(account: RunsAccount | null, job: JobName): RunView | null {
  const own = account?.jobs.find(each => each.job === job);
  return own ? lastOf(own) : null;
}

/** What was not done, the most frequent first. */
function groupsOf(slots: readonly JudgedSlot[]): Group[] {
  const groups = new Map<string, Group>();
  for (const { startMs: _, endMs: __, ...judgement } of slots.filter(({ verdict }) => !isDone(verdict))) {
    const key = Object.values(judgement).join(' ');
    const before = groups.get(key)?.slots ?? 0;
    groups.set(key, { ...judgement, says: slotWords(judgement), slots: before + 1 });
  }
  return [...groups.values()].sort((a, b) => b.slots - a.slots);
}
