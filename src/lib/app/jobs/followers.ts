import { followAlerts } from '../alerts/follow-job.ts';
import { logRun } from '../logs/log-run.ts';
import { recordRun } from './record-run.ts';
import type { Follower } from './running-job.ts';

/** Who follows every run of a job, in the order in which they are told. */
export const FOLLOWERS: readonly Follower[] = [recordRun, logRun, followAlerts];
