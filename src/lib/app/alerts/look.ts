import type { Alert, Trouble } from '../../alerts/alert.ts';
import { jobTrouble } from '../../alerts/job-trouble.ts';
import type { Config } from '../../config/schema.ts';
import { HiveError } from '../../core/errors.ts';
import { DAY_MS } from '../../core/interval.ts';
import type { HiveState } from '../../journal/state.ts';
import { type JobRun, RunLog, type RunStart } from '../../store/files/run-log.ts';
import type { JobEnd, JobHome } from '../jobs/running-job.ts';
import { readState } from '../read-journal.ts';
import { WatchAdapters } from '../watch/watch-adapters.ts';
import { LOOKS, type Look, type View } from './looks.ts';

/** What a look has found. */
export interface Sight {
  readonly troubles: readonly Trouble[];
  /** Beginnings of keys: everything that begins so and is not among the troubles is well. */
  readonly lookedAt: readonly string[];
  readonly news: readonly Alert[];
}

/** How far back runs are looked at. */
const LOOK_BACK_MS = 2 * DAY_MS;

/**
 * Looks at a job that has just ended, and at its home. What cannot be looked at is left as it was; where the settings
 * cannot be read that is everything but the job.
 */
export async function lookAtJob(job: JobHome, start: RunStart, end: JobEnd): Promise<Sight> {
  const { paths, config, clock, bootMs } = job;
  const nowMs = clock.now();
  const runs = new RunLog(paths.runs).between(nowMs - LOOK_BACK_MS, nowMs + 1);
  const own = ownTrouble(start, end, { runs, after: config?.alerts.after ?? 1 });
  if (!config) return { troubles: own, lookedAt: [`job.${start.job}.`], news: [] };
  const found = await lookAround({ job, config, runs, bootMs });
  return {
    ...found,
    troubles: withOwn(own, found.troubles),
    lookedAt: [`job.${start.job}.`, ...found.lookedAt],
  };
}

/** What a check says of the same trouble says more than that the job failed of it; that it failed makes it a problem. */
function withOwn(own: readonly Trouble[], found: readonly Trouble[]): Trouble[] {
  const keys = new Set(own.map(({ key }) => key));
  const told = found.map(trouble =>
    keys.has(trouble.key) ? { ...trouble, severity: 'problem' as const } : trouble,
  );
  return [...own.filter(({ key }) => found.every(trouble => trouble.key !== key)), ...told];
}

function ownTrouble(
  { job, pid, startedMs }: RunStart,
  { exitCode, code, message }: JobEnd,
  { runs, after }: { readonly runs: readonly JobRun[]; readonly after: number },
): Trouble[] {
  const before = runs.filter(run => run.job === job && !(run.pid === pid && run.startedMs === startedMs));
  const trouble = jobTrouble({ job, before, exitCode, code, message }, after);
  return trouble ? [trouble] : [];
}

interface Surroundings extends Omit<View, 'home'> {
  readonly job: Pick<JobHome, 'paths' | 'clock'>;
  readonly config: Config;
}

async function lookAround({ job: { paths, clock }, config, ...rest }: Surroundings): Promise<Sight> {
  let state: HiveState | null = null;
  const reading = new WatchAdapters({ paths, config, clock, state: () => state });
  try {
    const read = await readState(reading).then(found => ({ state: found, trouble: null }), troubleOf);
    state = read.state;
    const journal = { ...read, records: state === null ? 0 : 1 };
    const home = Object.assign(reading, { journal });
    return await sightOf({ home, ...rest });
  } finally {
    reading.close();
  }
}

function troubleOf(error: unknown): { readonly state: null; readonly trouble: string } {
  if (error instanceof HiveError) return { state: null, trouble: error.message };
  throw error;
}

async function sightOf(view: View): Promise<Sight> {
  const troubles: Trouble[] = [];
  const lookedAt: string[] = [];
  for (const { groups, find } of LOOKS) {
    const found = await foundBy(view, find);
    if (!found) continue;
    troubles.push(...found);
    lookedAt.push(...groups);
  }
  return { troubles, lookedAt, news: [] };
}

/** Null where it cannot be looked. */
async function foundBy(view: View, find: Look['find']): Promise<Trouble[] | null> {
  try {
    return await find(view);
  } catch (error) {
    if (error instanceof HiveError) return null;
    throw error;
  }
}
