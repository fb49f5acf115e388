import { DAY_MS } from '../../src/lib/core/interval.ts';
import type { JobName } from '../../src/lib/core/job.ts';

const MINUTE_MS = 60_000;

/**
 * Minutes from one slot of a job to the next, and from midnight UTC to the first: docs/scheduling.md by hand, which the
 * schedule is held against.
 */
const RHYTHMS: Readonly<Record<JobName, { readonly every: number; readonly first: number }>> = {
  tick: { every: 2, first: 0 },
  cycle: { every: 3, first: 0 },
  report: { every: 1_440, first: 250 },
  prune: { every: 1_440, first: 255 },
  backup: { every: 1_440, first: 265 },
};

/** A moment at which jobs are due. */
export interface Moment {
  readonly atMs: number;
  readonly jobs: readonly JobName[];
}

/** The slots of the jobs in [fromMs, toMs), as a schedule starts them; `fromMs` is a midnight UTC. */
export function momentsBetween(fromMs: number, toMs: number, jobs: readonly JobName[]): Moment[] {
  if (fromMs % DAY_MS !== 0) throw new RangeError('the first slot is that of a midnight');
  const moments: Moment[] = [];
  for (let minute = 0; fromMs + minute * MINUTE_MS < toMs; minute++) {
    const due = jobs.filter(job => isDue(job, minute));
    if (due.length > 0) moments.push({ atMs: fromMs + minute * MINUTE_MS, jobs: due });
  }
  return moments;
}

const isDue = (job: JobName, minute: number): boolean => {
  const { every, first } = RHYTHMS[job];
  return minute >= first && (minute - first) % every === 0;
};
