import { translateError } from './errors/translate-error.ts';
import type { JobHome } from './lib/app/jobs/running-job.ts';
import type { Deed } from './lib/app/logs/log-deed.ts';
import type { JobName } from './lib/core/job.ts';
import { exitCodeOf, type Outcome } from './outcome.ts';

/** A run that others want to know of. */
export interface FollowedRun {
  readonly home: JobHome;
  readonly work: () => Promise<Outcome | null>;
}

/** Runs a job, told to those who follow jobs. @returns its exit code. @throws what the job throws. */
export async function runJob(job: JobName, { home, work }: FollowedRun): Promise<number> {
  const [{ beginJob }, { FOLLOWERS }] = await Promise.all([
    import('./lib/app/jobs/running-job.ts'),
    import('./lib/app/jobs/followers.ts'),
  ]);
  const running = await beginJob(job, home, FOLLOWERS);
  try {
    const outcome = await work();
    const { code = null, warnings = [], facts = {} } = outcome ?? {};
    const exitCode = exitCodeOf(outcome);
    await running.end({ exitCode, code, message: null, warnings, facts });
    return exitCode;
  } catch (error) {
    const { exitCode, code, message } = translateError(error);
    await running.end({ exitCode, code, message, warnings: [], facts: {} });
    throw error;
  }
}

/** Runs what a person does that should be found in the log. @returns its exit code. @throws what it throws. */
export async function runDeed(deed: Deed, { home, work }: FollowedRun): Promise<number> {
  const { logDeed } = await import('./lib/app/logs/log-deed.ts');
  try {
    const outcome = await work();
    const exitCode = exitCodeOf(outcome);
    await logDeed(home, deed, { exitCode, code: null, message: null, warnings: outcome?.warnings ?? [] });
    return exitCode;
  } catch (error) {
    await logDeed(home, deed, { ...translateError(error), warnings: [] });
    throw error;
  }
}
