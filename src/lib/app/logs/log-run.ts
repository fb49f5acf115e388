import { EXIT } from '../../core/errors.ts';
import type { LogLevel } from '../../core/log-level.ts';
import type { Follower, JobEnd } from '../jobs/running-job.ts';
import { homeLog } from './home-log.ts';

/**
 * Writes what became of each run to `logs/hive.log`. The logger is loaded at the end, when the job has traded or
 * learned; before that only for who wants to read that a job began.
 */
export const logRun: Follower = async ({ paths, config }, { job, startedMs }) => {
  if (config?.logs.level === 'debug') {
    const log = await homeLog(paths, config);
    log.write({ level: 'debug', atMs: startedMs, message: `${job} begins`, facts: { job, event: 'begin' } });
  }
  return async end => {
    const log = await homeLog(paths, config);
    const { endedMs, exitCode, code, message, warnings, facts } = end;
    log.write({
      level: levelOf(end),
      atMs: endedMs,
      message: message ?? sentence(job, end),
      facts: { job, event: 'end', exitCode, code, ms: endedMs - startedMs, warnings, facts },
    });
  };
};

/** What was refused or had to wait is no fault, but worth a look. */
const MILD: readonly number[] = [EXIT.refused, EXIT.quality, EXIT.busy];

export function levelOf({ exitCode, warnings }: Pick<JobEnd, 'exitCode' | 'warnings'>): LogLevel {
  if (exitCode === EXIT.done) return warnings.length > 0 ? 'warn' : 'info';
  return MILD.includes(exitCode) || exitCode > 128 ? 'warn' : 'error';
}

const sentence = (job: string, { exitCode, code, warnings }: JobEnd): string => {
  if (exitCode !== EXIT.done) return `${job} ended with exit code ${exitCode}${code ? `: ${code}` : ''}`;
  return warnings[0] === undefined ? `${job} done` : `${job} done; ${warnings[0]}`;
};
