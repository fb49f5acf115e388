import type { Config } from '../../config/schema.ts';
import type { JobName } from '../../core/job.ts';
import { type PlannedJob, planJobs } from '../../schedule/plan.ts';
import type { SlotTimes } from '../../schedule/slot-times.ts';
import type { ScheduleNote } from '../schedule/schedule-note.ts';
import { backupFolder } from '../schedule/schedule-plan.ts';

/** A job as it is scheduled, with the times of its slots. */
export type ScheduledJob = PlannedJob & { readonly times: SlotTimes };

const MINUTE_MS = 60_000;

/** What was installed, whatever the settings say by now; backups where there is a folder for them. */
export function scheduledJobs(
  { tickMinutes, cycleMinutes, daily, timeZone }: ScheduleNote,
  config: Config,
): ScheduledJob[] {
  const minutes: Partial<Record<JobName, number>> = { tick: tickMinutes, cycle: cycleMinutes };
  const settings = { tick: `${tickMinutes}m`, cycle: `${cycleMinutes}m`, daily, timeZone };
  return planJobs(settings, { withBackup: backupFolder(config) !== null }).map(planned => {
    const every = minutes[planned.job];
    const times = every === undefined ? { daily: planned } : { everyMs: every * MINUTE_MS };
    return { ...planned, times };
  });
}
