import type { JobName } from '../core/job.ts';

/** The settings that say when to run; the section `schedule` of the configuration. */
export interface ScheduleSettings {
  /** `2m`: minutes that divide an hour. */
  readonly tick: string;
  readonly cycle: string;
  /** `04:10`, in `timeZone`. */
  readonly daily: string;
  /** A name of the IANA database. */
  readonly timeZone: string;
}

export interface PlannedJob {
  readonly job: JobName;
  /** Five fields of crontab(5), read in `timeZone`. */
  readonly expression: string;
  readonly timeZone: string;
  /** The same for systemd.time(7), with its zone. */
  readonly calendar: string;
  /** `every 2 minutes`, for people. */
  readonly words: string;
}

export const MINUTES_A_DAY = 1_440;

/**
 * Minutes after `daily` at which each daily job begins: one after the other on a small machine, and nothing is pruned
 * before the report of the day has read it.
 */
const AFTER_DAILY = { report: 0, prune: 5, backup: 15 } as const;

/** What is to run and when. Backups only where there is a folder for them. */
export function planJobs(
  { tick, cycle, daily, timeZone }: ScheduleSettings,
  { withBackup }: { readonly withBackup: boolean },
): readonly PlannedJob[] {
  const days: readonly (keyof typeof AFTER_DAILY)[] = withBackup
    ? ['report', 'prune', 'backup']
    : ['report', 'prune'];
  return [
    everyMinutes('tick', minutesOf(tick)),
    everyMinutes('cycle', minutesOf(cycle)),
    ...days.map(job => onceADay(job, (minuteOfDay(daily) + AFTER_DAILY[job]) % MINUTES_A_DAY, timeZone)),
  ];
}

/** `2m` in minutes. */
export const minutesOf = (rhythm: string): number => Number.parseInt(rhythm, 10);

/** In UTC, whatever the zone of the days: the same minutes of every hour, which no summer time moves. */
function everyMinutes(job: JobName, minutes: number): PlannedJob {
  const isHourly = minutes === 60;
  return {
    job,
    expression: isHourly ? '0 * * * *' : `${minutes === 1 ? '*' : `*/${minutes}`} * * * *`,
    timeZone: 'UTC',
    calendar: `*-*-* *:${isHourly ? '00' : minutes === 1 ? '*' : `00/${minutes}`}:00 UTC`,
    words: minutes === 1 ? 'every minute' : `every ${minutes} minutes`,
  };
}

function onceADay(job: JobName, minute: number, timeZone: string): PlannedJob {
  const [hour, rest] = [Math.floor(minute / 60), minute % 60];
  const time = `${padded(hour)}:${padded(rest)}`;
  return {
    job,
    expression: `${rest} ${hour} * * *`,
    timeZone,
    calendar: `*-*-* ${time}:00 ${timeZone}`,
    words: `daily at ${time}, ${timeZone}`,
  };
}

function minuteOfDay(time: string): number {
  const [hour, minute] = time.split(':').map(Number);
  return hour! * 60 + minute!;
}

const padded = (part: number): string => String(part).padStart(2, '0');
