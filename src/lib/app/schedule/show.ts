import { isoTime } from '../../core/clock.ts';
import type { JobName } from '../../core/job.ts';
import { session } from '../../market/sessions.ts';
import { nextRuns } from '../../schedule/next-runs.ts';
import type { PlannedJob } from '../../schedule/plan.ts';
import type { Scope } from '../../schedule/units/unit-plan.ts';
import type { Adapters } from '../adapters.ts';
import { drift } from './drift.ts';
import { crontabToLook, type Installed, installed } from './installed.ts';
import type { Machine } from './machine.ts';
import { readScheduleNote } from './schedule-note.ts';
import { type Installation, plannedJobs, programOf } from './schedule-plan.ts';

const RUNS_SHOWN = 5;
const MARKET_ZONE = 'America/New_York';

export interface ShownRun {
  /** ISO 8601, UTC. */
  readonly at: string;
  /** `2026-11-26 12:02`, in the zone of this machine. */
  readonly local: string;
  /** The same in New York. */
  readonly market: string;
  /** Whether the US stock market is open then. */
  readonly marketOpen: boolean;
}

export interface ShownJob {
  readonly job: JobName;
  readonly words: string;
  readonly expression: string;
  readonly timeZone: string;
  readonly next: readonly ShownRun[];
}

export interface ScheduleShown {
  readonly installed: readonly {
    readonly by: 'cron' | 'systemd' | 'run';
    readonly scope: Scope | null;
    /** Unit files; empty for the others. */
    readonly units: readonly string[];
    /** Of `hive schedule run`. */
    readonly process: string | null;
  }[];
  /** When it was installed or started; null where nothing starts the jobs, or nobody noted it. */
  readonly since: string | null;
  /** How what is installed differs from what the settings say; none is good. */
  readonly drift: readonly string[];
  /** The zone of this machine. */
  readonly localZone: string;
  readonly jobs: readonly ShownJob[];
}

/** What starts the jobs of this home, whether it is what the settings say, and the next runs of each. */
export async function showSchedule(
  { paths, config, clock }: Adapters,
  machine: Machine,
  installation: Installation,
): Promise<ScheduleShown> {
  const jobs = plannedJobs(config);
  const found = installed(machine, paths, await crontabToLook(machine));
  const note = readScheduleNote(paths);
  const starters = startersIn(found);
  return {
    installed: starters,
    since: starters.length > 0 && note?.endedMs === undefined && note ? isoTime(note.sinceMs) : null,
    drift: drift(found, jobs, programOf(paths, installation)),
    localZone: localZone(),
    jobs: jobs.map(planned => shown(planned, clock.now())),
  };
}

const startersIn = ({ cron, units, runs }: Installed): ScheduleShown['installed'] => [
  ...(cron ? [{ by: 'cron' as const, scope: null, units: [], process: null }] : []),
  ...units.map(({ scope, files }) => ({
    by: 'systemd' as const,
    scope,
    units: files.map(({ name }) => name),
    process: null,
  })),
  ...(runs === null ? [] : [{ by: 'run' as const, scope: null, units: [], process: runs }]),
];

function shown({ job, words, expression, timeZone }: PlannedJob, nowMs: number): ShownJob {
  const next = nextRuns({ expression, timeZone }, nowMs, RUNS_SHOWN).map(
    (atMs): ShownRun => ({
      at: isoTime(atMs),
      local: wallTime(atMs, localZone()),
      market: wallTime(atMs, MARKET_ZONE),
      marketOpen: isOpen(atMs),
    }),
  );
  return { job, words, expression, timeZone, next };
}

/** The session of a day of New York lies within one day of UTC. */
function isOpen(atMs: number): boolean {
  const hours = session(atMs);
  return hours !== null && atMs >= hours.openMs && atMs < hours.closeMs;
}

const localZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** What a clock on the wall shows: `2026-11-26 12:02`. */
function wallTime(atMs: number, timeZone: string): string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  return format.format(atMs);
}
