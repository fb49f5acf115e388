import { existsSync } from 'node:fs';
import { RunLog } from '../../store/files/run-log.ts';
import type { Follower } from './running-job.ts';

/**
 * Keeps what became of each run, so that slots without one can be told from those that had one. A home that nothing has
 * worked in yet stays untouched by a run that does nothing in it either.
 */
export const recordRun: Follower = async ({ paths }, start) => {
  const log = new RunLog(paths.runs);
  const isUsed = existsSync(paths.state);
  if (isUsed) log.begin(start);
  return async end => {
    if (!isUsed && existsSync(paths.state)) log.begin(start);
    if (existsSync(paths.state)) log.end(start, end);
  };
};
