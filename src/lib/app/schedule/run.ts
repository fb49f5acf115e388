import { isoTime } from '../../core/clock.ts';
import type { JobName } from '../../core/job.ts';
import { commandLine, jobCommand } from '../../schedule/command-line.ts';
import { nextRun } from '../../schedule/next-runs.ts';
import type { PlannedJob } from '../../schedule/plan.ts';
import type { Adapters } from '../adapters.ts';
import { makeHomeFolder } from '../private-folders.ts';
import { systemClock } from '../system-clock.ts';
import { withLock } from '../with-lock.ts';
import { alreadyScheduled } from './install.ts';
import { crontabToLook, installed, inWords } from './installed.ts';
import type { Machine } from './machine.ts';
import { runJobs } from './run-jobs.ts';
import { noteBegin, noteEnd } from './schedule-note.ts';
import { type Installation, plannedJobs, programOf } from './schedule-plan.ts';

export interface RunRequest extends Installation {
  /** The server of the dashboards beside the jobs; null for none. */
  readonly serve: { readonly port: number | null } | null;
  readonly stop: AbortSignal;
  readonly kill: AbortSignal;
  readonly say: (line: string) => void;
  readonly warn: (line: string) => void;
  /** Told once, when everything is set. */
  readonly onStart: (started: RunStarted) => Promise<void>;
}

export interface RunStarted {
  readonly jobs: readonly { readonly job: JobName; readonly words: string; readonly next: string }[];
  readonly serve: boolean;
}

/**
 * Is the schedule of this home, in the foreground, until it is stopped.
 * @throws HiveError (busy) when another one is; (config) ALREADY_SCHEDULED when cron or systemd is.
 */
export async function runSchedule(adapters: Adapters, machine: Machine, request: RunRequest): Promise<void> {
  const { paths, config } = adapters;
  makeHomeFolder(paths);
  await withLock(paths.scheduleLock, 'schedule', async () => {
    const found = installed(machine, paths, await crontabToLook(machine));
    const others = inWords({ ...found, runs: null });
    if (others.length > 0) throw alreadyScheduled(others);
    noteBegin(paths, { by: 'run', nowMs: systemClock.now() }, config.schedule);
    try {
      await started(adapters, machine, request);
    } finally {
      noteEnd(paths, systemClock.now());
    }
  });
}

async function started({ paths, config }: Adapters, { start }: Machine, request: RunRequest): Promise<void> {
  const { serve, onStart, ...rest } = request;
  const program = programOf(paths, request);
  const jobs = plannedJobs(config);
  await onStart({ jobs: jobs.map(startOf), serve: serve !== null });
  const port = serve?.port ?? null;
  const words = ['serve', ...(port === null ? [] : ['--port', String(port)])];
  await runJobs({
    ...rest,
    clock: systemClock,
    start,
    jobs: jobs.map(planned => ({ ...planned, command: jobCommand(program, planned.job) })),
    service: serve ? { name: 'serve', command: commandLine(program, words) } : null,
  });
}

const startOf = (planned: PlannedJob): RunStarted['jobs'][number] => ({
  job: planned.job,
  words: planned.words,
  next: isoTime(nextRun(planned, systemClock.now())),
});
