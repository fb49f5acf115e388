import type { Config } from '../../config/schema.ts';
import type { Clock } from '../../core/clock.ts';
import { HiveError } from '../../core/errors.ts';
import type { JobName } from '../../core/job.ts';
import type { RunEnd, RunStart } from '../../store/files/run-log.ts';
import type { HomePaths } from '../home.ts';

/** What followers of a job are given. */
export interface JobHome {
  readonly paths: HomePaths;
  /** Null where it cannot be read: the job then fails, which is worth following too. */
  readonly config: Config | null;
  readonly clock: Clock;
  /** Of this process. */
  readonly pid: number;
  /** When this machine was started, UTC epoch milliseconds. */
  readonly bootMs: number;
  /** How long it has slept since; absent where that is not known. */
  readonly sleptMs?: number | undefined;
  /** Tells whoever reads stderr; for what nobody else would learn. */
  warn(sentence: string): void;
}

/** How a job ended, with what is worth writing down. */
export interface JobEnd extends RunEnd {
  /** Of the error; null for success. */
  readonly message: string | null;
  readonly warnings: readonly string[];
  /** Small facts for the log, plain JSON. */
  readonly facts: Readonly<Record<string, unknown>>;
}

/** Follows one run: called when it begins, and what it gives when it has ended. May fail; the job goes on. */
export type Follower = (home: JobHome, start: RunStart) => Promise<(end: JobEnd) => Promise<void>>;

export interface RunningJob {
  /** Never throws. */
  end(end: Omit<JobEnd, 'endedMs'>): Promise<void>;
}

/**
 * Tells each follower that a run begins, and then that it has ended. What a follower throws changes nothing: a job
 * trades or learns, whoever looks on. A HiveError (of a store, of the configuration) is what the job itself runs into
 * and reports; anything else is told to `warn`.
 */
export async function beginJob(
  job: JobName,
  home: JobHome,
  followers: readonly Follower[],
): Promise<RunningJob> {
  const { clock, pid, bootMs, sleptMs, warn } = home;
  const start = { job, pid, startedMs: clock.now(), bootMs, ...(sleptMs === undefined ? {} : { sleptMs }) };
  const beganAt = clock.monotonic();
  const ends: ((end: JobEnd) => Promise<void>)[] = [];
  for (const follow of followers) {
    await quietly(warn, async () => {
      ends.push(await follow(home, start));
    });
  }
  return {
    end: async end => {
      const endedMs = start.startedMs + Math.round(clock.monotonic() - beganAt);
      for (const tell of ends) await quietly(warn, () => tell({ ...end, endedMs }));
    },
  };
}

/** Runs `work`, which watches: what it throws changes nothing for what is watched. */
export async function quietly(warn: (sentence: string) => void, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof HiveError) return;
    warn(`What follows a job failed: ${error instanceof Error ? error.message : String(error)}`);
  }
}
